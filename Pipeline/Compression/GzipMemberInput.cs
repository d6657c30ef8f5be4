using System.Buffers.Binary;

namespace DataflowWrite.Compression;

/// <summary>
/// The compressed bytes of a gzip file, member by member. DeflateStream reads through it and does not say how many bytes of
/// its last read it left unused; so that chunk stays in the window until the member's trailer has been found in it.
/// </summary>
internal sealed class GzipMemberInput(CompressedInput input) : ReadOnlyStream
{
    private const int TrailerLength = 8;
    private const int MaxChunk = 8192;

    private int _chunk;

    /// <summary>True when the decoder wanted more bytes than there are.</summary>
    public bool IsExhausted { get; private set; }

    public long Offset => input.Offset;

    public bool AtEnd() => !input.Require(1);

    public override int Read(Span<byte> buffer)
    {
        input.Advance(_chunk);
        _chunk = 0;
        if (buffer.IsEmpty)
            return 0;

        IsExhausted = !input.Require(1);
        _chunk = Math.Min(Math.Min(buffer.Length, MaxChunk), input.Available.Length);
        input.Available[.._chunk].CopyTo(buffer);
        return _chunk;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await input.FetchAsync(cancellationToken, _chunk + MaxChunk).ConfigureAwait(false);
        return Read(buffer.Span);
    }

    public void ReadHeader()
    {
        const int Crc = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xE0;
        var header = Take(10);
        if (header[0] != 0x1F || header[1] != 0x8B)
            throw Corrupt(-10, "there is no gzip header");

        var flags = header[3];
        if (header[2] != 8 || (flags & Reserved) != 0)
            throw Corrupt(-10, "the gzip header asks for something that gzip does not define");

        if ((flags & Extra) != 0)
            Skip(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));

        if ((flags & Name) != 0)
            SkipText();

        if ((flags & Comment) != 0)
            SkipText();

        if ((flags & Crc) != 0)
            Skip(2);
    }

    /// <summary>Finds the end of the member whose decoded bytes have this checksum and length, and moves behind it.</summary>
    public void ReadTrailer(uint crc, uint length)
    {
        if (IsExhausted)
            throw Truncated();

        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);

        var isWhole = input.Require(_chunk + TrailerLength + 2);
        var window = input.Available[..Math.Min(_chunk + TrailerLength, input.Available.Length)];
        var first = window.IndexOf(trailer);
        var last = Math.Min(first + TrailerLength, input.Available.Length - TrailerLength);
        for (var found = first; found >= 0 && found <= last; found++)
        {
            if (!input.Available[found..].StartsWith(trailer))
                continue;

            if (!IsMemberStart(input.Available[(found + TrailerLength)..]))
                continue;

            if (HidesMember(input.Available[..(found + TrailerLength)]))
                break;

            input.Advance(found + TrailerLength);
            _chunk = 0;
            return;
        }

        throw first >= 0 && !HidesMember(window[..(first + TrailerLength)])
            ? Corrupt(first + TrailerLength, "after a member come bytes that are no gzip member")
            : first >= 0 || isWhole || window.Length == _chunk + TrailerLength ? Corrupt(0, "the checksum of a member does not fit its content")
            : Truncated();
    }

    public InvalidDataException Corrupt(int distance, string what, Exception? cause = null)
        => new($"The gzip data is corrupt: {what}, near compressed byte {Offset + distance}. Get the file again.", cause);

    public InvalidDataException Truncated()
        => new($"The gzip data is cut short after {Offset + input.Available.Length} bytes: its last member has no end. Get the file again.");

    // The bytes of a trailer can begin a little early by chance (a member of no bytes ends in zeros); what follows decides.
    private static bool IsMemberStart(ReadOnlySpan<byte> next)
        => next.Length switch { 0 => true, 1 => next[0] == 0x1F, _ => next[0] == 0x1F && next[1] == 0x8B };

    // Where a member's trailer is damaged, that of an equal member behind it is found instead, which would be skipped.
    private static bool HidesMember(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> header = [0x1F, 0x8B, 8];
        for (var at = 0; bytes[at..].IndexOf(header) is var step and >= 0; at++)
        {
            at += step;
            try
            {
                using var members = new GzipReadStream(new MemoryStream(bytes[at..].ToArray()));
                members.CopyTo(Stream.Null);
                return true;
            }
            catch (InvalidDataException)
            {
                // The bytes look like a header by chance.
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (!input.Require(count))
            throw Truncated();

        var taken = input.Available[..count];
        input.Advance(count);
        return taken;
    }

    private void Skip(int count)
    {
        for (; count > 0; count--)
            Take(1);
    }

    private void SkipText()
    {
        while (Take(1)[0] != 0)
        {
        }
    }
}
