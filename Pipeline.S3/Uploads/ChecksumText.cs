using System.Buffers.Binary;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>Checksums as S3 wants to read them.</summary>
internal static class ChecksumText
{
    /// <summary>The value as Base64 of its four bytes, the most significant first.</summary>
    public static string ToBase64(this Crc32C crc)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc.Value);
        return Convert.ToBase64String(bytes);
    }
}
