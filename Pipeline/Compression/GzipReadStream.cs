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
        _input.MayRead = true;
        while (!buffer.IsEmpty)
        {
            if (_member is null && !NextMember())
                return 0;

            var count = Decode(buffer);
            if (count > 0)
                return count;

            EndMember();
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            await _input.FetchAsync(cancellationToken, _member is null ? CompressedInput.Capacity : 0).ConfigureAwait(false);
            if (_member is null && !NextMember())
                return 0;

            var count = await DecodeAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count > 0)
                return count;

            await _input.FetchAsync(cancellationToken).ConfigureAwait(false);
            EndMember();
        }

        return 0;
    }

    public override ValueTask DisposeAsync()
    {
        CloseMember();
        GC.SuppressFinalize(this);
        return _input.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        CloseMember();
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
            return Count(buffer[.._member!.Read(buffer)]);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    private async ValueTask<int> DecodeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = await _member!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Count(buffer.Span[..count]);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    private int Count(ReadOnlySpan<byte> content)
    {
        _crc = Crc32.Append(_crc, content);
        _length += (uint)content.Length;
        return content.Length;
    }

    private InvalidDataException Damaged(InvalidDataException cause)
        => _members.IsExhausted ? _members.Truncated() : _members.Corrupt(0, "a member cannot be decoded", cause);

    private void EndMember()
    {
        _members.ReadTrailer(_crc, _length);
        CloseMember();
    }

    private void CloseMember()
    {
        _member?.Dispose();
        _member = null;
    }
}
