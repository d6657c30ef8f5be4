namespace DataflowWrite.Compression.Bzip2;

/// <summary>
/// Decodes all streams of a bzip2 file and checks each one. The decoders for .NET take a second stream that is cut in its header for the
/// end of the file.
/// </summary>
internal sealed class Bzip2ReadStream : DecodingStream
{
    public const uint Signature = 'B' << 16 | 'Z' << 8 | 'h';
    public const ulong BlockMagic = 0x314159265359;
    public const ulong EndMagic = 0x177245385090;

    private const int BlockUnit = 100_000;

    /// <summary>Of the largest block, with the longest code for each of its bytes, behind tables and selectors.</summary>
    private const int MaxCompressed = (9 * BlockUnit * Bzip2Codes.MaxLength / 8) + (1 << 16);

    private readonly Bzip2Bits _bits;
    private readonly Bzip2Block _block;
    private int _blockSize;
    private uint _streamCrc;
    private uint _expectedCrc;
    private uint _crc;
    private bool _inBlock;
    private bool _started;

    public Bzip2ReadStream(Stream source)
        : base("bzip2", source)
    {
        _bits = new(Input);
        _block = new(_bits);
    }

    /// <summary>A block, which is decoded at once.</summary>
    protected override int Ahead => _inBlock ? 0 : MaxCompressed;

    protected override long Offset => _bits.Offset;

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = 0;
        if (!_inBlock)
            return !Advance();

        count = _block.Read(buffer);
        _crc = Bzip2Crc.Append(_crc, buffer[..count]);
        if (_block.IsDone)
            EndBlock();

        return count > 0;
    }

    protected override void ReleaseDecoder() => _block.Dispose();

    /// <summary>Takes a step through the input; false at its end.</summary>
    private bool Advance()
    {
        if (_blockSize == 0)
            return NextStream();

        NextBlock();
        return true;
    }

    private bool NextStream()
    {
        if (_bits.AtEnd())
            return _started ? false : throw Empty();

        var signature = _bits.Read(24);
        var digit = (int)_bits.Read(8) - '0';
        if (signature != Signature || digit is < 1 or > 9)
            throw Damaged("there is no bzip2 header");

        _started = true;
        _blockSize = digit * BlockUnit;
        _streamCrc = 0;
        return true;
    }

    private void NextBlock()
    {
        var magic = ((ulong)_bits.Read(24) << 24) | _bits.Read(24);
        var crc = _bits.Read(32);

        // Missing bits read as zeros, which is what the checksum of a stream without blocks is.
        if (_bits.IsExhausted)
            throw Damaged("it has no end");

        if (magic == EndMagic)
        {
            if (crc != _streamCrc)
                throw Damaged("the checksum of a stream does not fit its blocks");

            _bits.AlignToByte();
            _blockSize = 0;
            return;
        }

        if (magic != BlockMagic)
            throw Damaged("there is no header of a block");

        if (_block.Load(_blockSize) is { } problem)
            throw Damaged(problem);

        _inBlock = true;
        _crc = Bzip2Crc.Initial;
        _expectedCrc = crc;
    }

    private void EndBlock()
    {
        _inBlock = false;
        if (~_crc != _expectedCrc)
            throw Damaged("the checksum of a block does not fit its content");

        _streamCrc = (_streamCrc << 1 | _streamCrc >> 31) ^ _expectedCrc;
    }

    private InvalidDataException Damaged(string what) => _bits.IsExhausted ? Truncated("its last stream") : Corrupt(what);
}
