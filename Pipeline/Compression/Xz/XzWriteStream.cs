namespace DataflowWrite.Compression.Xz;

/// <summary>One xz stream of blocks that are compressed here.</summary>
internal sealed class XzWriteStream : BlockEncodingStream
{
    private readonly XzWriter _writer;

    public XzWriteStream(Stream destination, int level)
        : base(destination, XzCodec.BlockSize)
    {
        _writer = new(Output, level);
        _writer.WriteHeader();
    }

    protected override void EncodeBlock(ReadOnlySpan<byte> block) => _writer.WriteBlock(block);

    protected override void End() => _writer.WriteEnd();
}
