using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DataflowWrite.Compression.Xz;

/// <summary>The check behind each block of a stream: none, CRC32, CRC64 or SHA-256.</summary>
internal sealed class XzCheck : IDisposable
{
    private const int None = 0;
    private const int IsCrc32 = 1;
    private const int IsCrc64 = 4;
    private const int IsSha256 = 10;

    private readonly int _kind;
    private readonly IncrementalHash? _sha256;
    private uint _crc32;
    private ulong _crc64;

    private XzCheck(int kind)
    {
        _kind = kind;
        _sha256 = kind == IsSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public int Length => _kind switch { None => 0, IsCrc32 => sizeof(uint), IsCrc64 => sizeof(ulong), _ => SHA256.HashSizeInBytes };

    /// <summary>Null for a kind that is not one of the four.</summary>
    public static XzCheck? Create(int kind) => kind is None or IsCrc32 or IsCrc64 or IsSha256 ? new(kind) : null;

    public void Append(ReadOnlySpan<byte> content)
    {
        if (_kind == IsCrc32)
            _crc32 = Crc32.Append(_crc32, content);
        else if (_kind == IsCrc64)
            _crc64 = Crc64.Append(_crc64, content);
        else
            _sha256?.AppendData(content);
    }

    /// <summary>Whether these are the check of what was appended, and begins anew.</summary>
    public bool Ends(ReadOnlySpan<byte> stored)
    {
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        if (_kind == IsCrc32)
            BinaryPrimitives.WriteUInt32LittleEndian(computed, _crc32);
        else if (_kind == IsCrc64)
            BinaryPrimitives.WriteUInt64LittleEndian(computed, _crc64);
        else
            _sha256?.GetHashAndReset(computed);

        (_crc32, _crc64) = (0, 0);
        return stored.SequenceEqual(computed[..Length]);
    }

    public void Dispose() => _sha256?.Dispose();
}
