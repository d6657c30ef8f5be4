using K4os.Hash.xxHash;

namespace DataflowWrite.Compression.Lz4;

/// <summary>One LZ4 frame.</summary>
internal sealed class Lz4WriteStream : BlockEncodingStream
{
    private readonly XXH32 _checksum = new();
    private readonly int _level;

    public Lz4WriteStream(Stream destination, int level)
        : base(destination, Lz4Frame.BlockSize)
    {
        _level = level;
        Lz4Frame.WriteHeader(contentSize: null, Output);
    }

    protected override void EncodeBlock(ReadOnlySpan<byte> block)
    {
        _checksum.Update(block);
        Lz4Frame.WriteBlock(block, _level, Output);
    }

    protected override void End() => Lz4Frame.WriteEnd(_checksum.Digest(), Output);
}
