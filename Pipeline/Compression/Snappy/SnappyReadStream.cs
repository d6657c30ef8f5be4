using System.Buffers;
using System.Buffers.Binary;
using SnappyBlock = Snappier.Snappy;

namespace DataflowWrite.Compression.Snappy;

/// <summary>
/// Decodes framed Snappy and checks each chunk. Kinds of chunks that no version of the format defines are refused, although it would have
/// most of them skipped: one damaged bit makes such a kind of a chunk of data.
/// </summary>
internal sealed class SnappyReadStream(Stream source) : DecodingStream("snappy", source)
{
    private static readonly int MaxCompressed = SnappyChunk.ChecksumLength + SnappyBlock.GetMaxCompressedLength(SnappyChunk.MaxContent);

    private byte[] _content = ArrayPool<byte>.Shared.Rent(SnappyChunk.MaxContent);
    private int _position;
    private int _length;
    private bool _started;

    /// <summary>A chunk of padding may be larger than one of data.</summary>
    protected override int Ahead
        => SnappyChunk.HeaderLength + (Input.Available is [SnappyChunk.Padding, _, _, _, ..]
            ? Math.Max(MaxCompressed, (int)(BinaryPrimitives.ReadUInt32LittleEndian(Input.Available) >> 8))
            : MaxCompressed);

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _length - _position);
        _content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count > 0 || !NextChunk();
    }

    protected override void ReleaseDecoder()
    {
        if (_content.Length > 0)
            ArrayPool<byte>.Shared.Return(_content);

        _content = [];
        _position = _length = 0;
    }

    private bool NextChunk()
    {
        if (!Input.Require(1))
            return _started ? false : throw Empty();

        if (!_started && !SnappyChunk.StreamIdentifier.StartsWith(Input.Available[..Math.Min(Input.Available.Length, SnappyChunk.HeaderLength)]))
            throw Corrupt("there is no stream identifier of framed snappy (.sz)");

        if (!Input.Require(SnappyChunk.HeaderLength))
            throw Truncated("its last chunk");

        var header = BinaryPrimitives.ReadUInt32LittleEndian(Input.Available);
        var kind = (byte)header;
        var length = (int)(header >> 8);
        switch (kind)
        {
            case SnappyChunk.Compressed or SnappyChunk.Uncompressed when length is > SnappyChunk.ChecksumLength && length <= MaxCompressed:
                ReadContent(kind, Take(length));
                break;
            case SnappyChunk.Identifier when length == SnappyChunk.StreamIdentifier.Length - SnappyChunk.HeaderLength:
                if (!Take(length).SequenceEqual(SnappyChunk.StreamIdentifier[SnappyChunk.HeaderLength..]))
                    throw Corrupt("a stream identifier is damaged");
                break;
            case SnappyChunk.Padding:
                Take(length);
                break;
            default:
                throw Corrupt($"a chunk of kind 0x{kind:X2} has {length} bytes, which the format does not define");
        }

        _started = true;
        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (!Input.Require(SnappyChunk.HeaderLength + length))
            throw Truncated("its last chunk");

        var content = Input.Available.Slice(SnappyChunk.HeaderLength, length);
        Input.Advance(SnappyChunk.HeaderLength + length);
        return content;
    }

    private void ReadContent(byte kind, ReadOnlySpan<byte> chunk)
    {
        var stored = chunk[SnappyChunk.ChecksumLength..];
        var content = _content.AsSpan(0, SnappyChunk.MaxContent);
        _position = 0;
        if (kind == SnappyChunk.Compressed)
            _length = Decompress(stored, content);
        else if (stored.TryCopyTo(content))
            _length = stored.Length;
        else
            throw Corrupt("a chunk is longer than 64 KiB");

        if (SnappyChunk.MaskedChecksum(content[.._length]) == BinaryPrimitives.ReadUInt32LittleEndian(chunk))
            return;

        _length = 0;
        throw Corrupt("the checksum of a chunk does not fit its content");
    }

    private int Decompress(ReadOnlySpan<byte> stored, Span<byte> content)
    {
        try
        {
            if (SnappyBlock.TryDecompress(stored, content, out var length))
                return length;
        }
        catch (InvalidDataException e)
        {
            throw Corrupt("a chunk cannot be decoded", e);
        }

        throw Corrupt("a chunk is longer than 64 KiB");
    }
}
