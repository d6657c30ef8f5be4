using System.IO.Compression;

namespace DataflowWrite.Compression;

/// <summary>
/// Decodes all members of a gzip file and checks each one. GZipStream takes a file that was cut anywhere for whole, and stops
/// silently at a member with a damaged header.
/// </summary>
internal sealed class GzipReadStream : ReadOnlyStream
{
    private readonly CompressedInput _input;
    private readonly GzipMemberInput _members;
    private DeflateStream? _member;
    private bool _started;
    private uint _crc;
    private uint _length;

    public GzipReadStream(Stream source)
    {
        _input = new(source);
        _members = new(_input);
    }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_member is null && !NextMember())
                return 0;

            var count = Decode(buffer);
            if (count > 0)
                return count;

            _members.ReadTrailer(_crc, _length);
            EndMember();
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _input.FetchAsync(cancellationToken).ConfigureAwait(false);
        return Read(buffer.Span);
    }

    public override ValueTask DisposeAsync()
    {
        EndMember();
        GC.SuppressFinalize(this);
        return _input.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        EndMember();
        _input.Dispose();
    }

    private bool NextMember()
    {
        if (_members.AtEnd())
            return _started ? false : throw new InvalidDataException("The gzip data is empty: not even a header. Get the file again.");

        _members.ReadHeader();
        _member = new(_members, CompressionMode.Decompress, leaveOpen: true);
        _started = true;
        _crc = _length = 0;
        return true;
    }

    private int Decode(Span<byte> buffer)
    {
        try
        {
            var count = _member!.Read(buffer);
            _crc = Crc32.Append(_crc, buffer[..count]);
            _length += (uint)count;
            return count;
        }
        catch (InvalidDataException e)
        {
            throw _members.IsExhausted ? _members.Truncated() : _members.Corrupt(0, "a member cannot be decoded", e);
        }
    }

    private void EndMember()
    {
        _member?.Dispose();
        _member = null;
    }
}
