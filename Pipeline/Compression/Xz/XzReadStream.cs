using System.Buffers.Binary;

namespace DataflowWrite.Compression.Xz;

/// <summary>
/// Decodes all streams of an xz file where there is no liblzma: LZMA2 without further filters, which is what the xz tool makes unless it
/// is told otherwise. Headers, checks, index and footer of each stream are compared.
/// </summary>
internal sealed class XzReadStream(Stream source) : DecodingStream("xz", source)
{
    private const string LastStream = "its last stream";

    private readonly Lzma2Decoder _decoder = new();
    private readonly List<XzBlockRecord> _records = [];
    private XzCheck? _check;
    private ushort _flags;
    private bool _inBlock;
    private bool _started;
    private long _blockStart;
    private long _contentStart;
    private XzBlockHeader _block;
    private long _contentLength;
    private ReadOnlyMemory<byte> _content;

    /// <summary>A chunk, or the index.</summary>
    protected override int Ahead => Math.Max(Lzma2Decoder.MaxChunk, XzFormat.FooterLength + (_records.Count + 2) * 2 * XzFormat.MaxNumberLength);

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _content.Length);
        _content.Span[..count].CopyTo(buffer);
        _content = _content[count..];
        return count > 0 || !Advance();
    }

    protected override void ReleaseDecoder()
    {
        _decoder.Dispose();
        _check?.Dispose();
        _content = default;
    }

    /// <summary>Takes a step through the input; false at its end.</summary>
    private bool Advance()
    {
        if (_inBlock)
            NextChunk();
        else if (_check is { } check)
            NextBlock(check);
        else
            return NextStream();

        return true;
    }

    private bool NextStream()
    {
        if (!Input.Require(1))
            return _started ? false : throw Empty();

        if (_started && Input.Available[0] == 0)
        {
            if (!Input.Require(4))
                throw Truncated(LastStream);

            if (Input.Available[..4].ContainsAnyExcept((byte)0))
                throw Corrupt("after a stream come bytes that are no xz stream");

            Input.Advance(4);
            return true;
        }

        Input.Require(XzFormat.HeaderLength);
        var seen = Math.Min(Input.Available.Length, XzFormat.Magic.Length);
        if (!XzFormat.Magic.StartsWith(Input.Available[..seen]))
            throw Corrupt("there is no xz header");

        var header = Take(XzFormat.HeaderLength);
        var flags = header.Slice(XzFormat.Magic.Length, sizeof(ushort));
        if (Crc32.Append(0, flags) != BinaryPrimitives.ReadUInt32LittleEndian(header[8..]))
            throw Corrupt("the checksum of a stream header does not fit");

        _flags = BinaryPrimitives.ReadUInt16LittleEndian(flags);
        _check = (flags[0] == 0 ? XzCheck.Create(flags[1]) : null)
            ?? throw Unsupported("a stream header asks for something that the format does not define yet");
        _started = true;
        _records.Clear();
        return true;
    }

    private void NextBlock(XzCheck check)
    {
        var size = Peek(1)[0];
        if (size == 0)
        {
            ReadIndexAndFooter();
            check.Dispose();
            _check = null;
            return;
        }

        _blockStart = Input.Offset;
        var header = Take((size + 1) * 4);
        if (Crc32.Append(0, header[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]))
            throw Corrupt("the checksum of a block header does not fit");

        if (!XzBlockHeader.TryParse(header[..^4], out _block))
            throw Unsupported("a block uses filters that only liblzma decodes; install it, or compress the file again without them");

        if (_block.DictionarySize > XzCodec.MaxDictionary)
            throw Unsupported($"a block needs a dictionary of {_block.DictionarySize:N0} bytes, and {XzCodec.MaxDictionary:N0} are allowed");

        _decoder.Start((int)_block.DictionarySize);
        _contentStart = Input.Offset;
        _contentLength = 0;
        _inBlock = true;
    }

    private void NextChunk()
    {
        Input.Require(6);
        var length = Input.Available.IsEmpty ? 0 : Lzma2Decoder.ChunkLength(Input.Available);
        if (length == 0)
            throw Truncated(LastStream);

        if (length < 0)
            throw Corrupt("there is no header of a chunk");

        var chunk = Take(length);
        if (chunk[0] == 0)
        {
            EndBlock();
            return;
        }

        if (!_decoder.TryDecode(chunk, out _content))
            throw Corrupt("a chunk cannot be decoded");

        _contentLength += _content.Length;
        _check!.Append(_content.Span);
    }

    private void EndBlock()
    {
        var stored = Input.Offset - _contentStart;
        if (Take(XzFormat.PaddingOf(stored)).ContainsAnyExcept((byte)0))
            throw Corrupt("the padding of a block is damaged");

        if (!_check!.Ends(Take(_check.Length)))
            throw Corrupt("the check of a block does not fit its content");

        if ((_block.CompressedSize ?? stored) != stored || (_block.ContentSize ?? _contentLength) != _contentLength)
            throw Corrupt("a block does not have the size that its header says");

        _records.Add(new(_contentStart - _blockStart + stored + _check.Length, _contentLength));
        _inBlock = false;
    }

    private void ReadIndexAndFooter()
    {
        var start = Input.Offset;
        var crc = Crc32.Append(0, Take(1));
        ReadIndexNumber(_records.Count, ref crc);
        foreach (var record in _records)
        {
            ReadIndexNumber(record.UnpaddedSize, ref crc);
            ReadIndexNumber(record.ContentSize, ref crc);
        }

        var padding = Take(XzFormat.PaddingOf(Input.Offset - start));
        crc = Crc32.Append(crc, padding);
        if (padding.ContainsAnyExcept((byte)0) || BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))) != crc)
            throw Corrupt("the checksum of the index does not fit");

        var length = Input.Offset - start;
        var footer = Take(XzFormat.FooterLength);
        if (Crc32.Append(0, footer[4..10]) != BinaryPrimitives.ReadUInt32LittleEndian(footer)
            || (BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) + 1L) * 4 != length
            || BinaryPrimitives.ReadUInt16LittleEndian(footer[8..]) != _flags
            || !footer[10..].SequenceEqual(XzFormat.FooterMagic))
            throw Corrupt("the footer of a stream is damaged");
    }

    private void ReadIndexNumber(long expected, ref uint crc)
    {
        Input.Require(9);
        var rest = Input.Available[..Math.Min(Input.Available.Length, 9)];
        var bytes = rest;
        if (!XzFormat.TryReadNumber(ref rest, out var value))
            throw bytes.Length < 9 ? Truncated(LastStream) : Corrupt("the index is damaged");

        if (value != expected)
            throw Corrupt("the index does not fit the blocks");

        bytes = bytes[..(bytes.Length - rest.Length)];
        crc = Crc32.Append(crc, bytes);
        Input.Advance(bytes.Length);
    }

    private ReadOnlySpan<byte> Peek(int count) => Input.Require(count) ? Input.Available[..count] : throw Truncated(LastStream);

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = Peek(count);
        Input.Advance(count);
        return taken;
    }
}
