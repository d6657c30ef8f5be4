using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;
using K4os.Hash.xxHash;

namespace DataflowWrite.Compression.Lz4;

/// <summary>Decodes all frames of an LZ4 file, skippable ones left out, and checks every checksum and size that they carry.</summary>
internal sealed class Lz4ReadStream(Stream source) : DecodingStream("lz4", source)
{
    private readonly XXH32 _checksum = new();
    private Lz4FrameHeader? _frame;
    private bool _started;
    private long _contentLength;
    private long _skipped;

    // The history of a block that is not independent, then the block.
    private byte[] _window = [];
    private int _history;
    private int _position;
    private int _end;

    protected override int Ahead => Math.Max(CompressedInput.Ahead, (_frame?.MaxBlockSize ?? 0) + (4 * sizeof(uint)));

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _end - _position);
        _window.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count > 0 || !Advance();
    }

    protected override void ReleaseDecoder()
    {
        if (_window.Length > 0)
            ArrayPool<byte>.Shared.Return(_window);

        _window = [];
        _position = _end = _history = 0;
    }

    /// <summary>Takes a step through the input; false at its end.</summary>
    private bool Advance()
        => _skipped > 0 ? Skip()
            : _frame is null ? NextFrame()
            : NextBlock(_frame) || EndFrame(_frame);

    private bool NextFrame()
    {
        if (!Input.Require(1))
            return _started ? false : throw Empty();

        _started = true;
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
        if ((magic & Lz4Frame.SkippableMask) == Lz4Frame.SkippableMagic)
        {
            _skipped = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
            return true;
        }

        if (magic == Lz4Frame.LegacyMagic)
            throw Unsupported("it is in the legacy format (lz4 -l); compress it again without that option");

        if (magic != Lz4Frame.Magic)
            throw Corrupt("there is no header of an lz4 frame");

        _frame = ReadHeader();
        _checksum.Reset();
        _contentLength = 0;
        _history = _position = _end = 0;
        var size = Lz4Frame.History + _frame.MaxBlockSize;
        if (_window.Length >= size)
            return true;

        ReleaseDecoder();
        _window = ArrayPool<byte>.Shared.Rent(size);
        return true;
    }

    private Lz4FrameHeader ReadHeader()
    {
        var flags = Peek(2)[0];
        var descriptor = Take(Lz4FrameHeader.DescriptorLength(flags) + 1);
        if (Lz4Frame.HeaderChecksum(descriptor[..^1]) != descriptor[^1])
            throw Corrupt("the checksum of a frame header does not fit");

        return Lz4FrameHeader.Parse(descriptor[..^1]) is not { } header
            ? throw Corrupt("a frame header asks for something that the format does not define")
            : header.HasDictionary ? throw Unsupported("it needs a dictionary that is not in the file; compress it again without one")
            : header;
    }

    /// <summary>Decodes the next block into the window; false at the end mark.</summary>
    private bool NextBlock(Lz4FrameHeader frame)
    {
        var word = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
        if (word == 0)
            return false;

        var length = word & ~Lz4Frame.StoredBlock;
        if (length > frame.MaxBlockSize)
            throw Corrupt("a block is larger than its frame allows");

        KeepHistory(frame);
        var stored = Take((int)length + (frame.HasBlockChecksum ? sizeof(uint) : 0));
        if (frame.HasBlockChecksum)
        {
            if (XXH32.DigestOf(stored[..^sizeof(uint)]) != BinaryPrimitives.ReadUInt32LittleEndian(stored[^sizeof(uint)..]))
                throw Corrupt("the checksum of a block does not fit");

            stored = stored[..^sizeof(uint)];
        }

        var content = _window.AsSpan(_history, frame.MaxBlockSize);
        var count = (word & Lz4Frame.StoredBlock) == 0
            ? LZ4Codec.Decode(stored, content, _window.AsSpan(0, _history))
            : Copy(stored, content);
        if (count < 0)
            throw Corrupt("a block cannot be decoded");

        _position = _history;
        _end = _history + count;
        _contentLength += count;
        if (frame.HasContentChecksum)
            _checksum.Update(content[..count]);

        return true;
    }

    private bool EndFrame(Lz4FrameHeader frame)
    {
        if (frame.HasContentChecksum && BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))) != _checksum.Digest())
            throw Corrupt("the checksum of a frame does not fit its content");

        if (frame.ContentSize is { } size && size != _contentLength)
            throw Corrupt($"a frame has {_contentLength} bytes of content and says {size}");

        _frame = null;
        return true;
    }

    private void KeepHistory(Lz4FrameHeader frame)
    {
        var kept = frame.IsIndependent ? 0 : Math.Min(_end, Lz4Frame.History);
        _window.AsSpan(_end - kept, kept).CopyTo(_window);
        _history = _position = _end = kept;
    }

    private static int Copy(ReadOnlySpan<byte> stored, Span<byte> content)
    {
        stored.CopyTo(content);
        return stored.Length;
    }

    private ReadOnlySpan<byte> Peek(int count)
        => Input.Require(count) ? Input.Available[..count] : throw Truncated("its last frame");

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = Peek(count);
        Input.Advance(count);
        return taken;
    }

    private bool Skip()
    {
        Peek(1);
        var count = (int)Math.Min(_skipped, Input.Available.Length);
        Input.Advance(count);
        _skipped -= count;
        return true;
    }
}
