using System.Buffers;

namespace DataflowWrite.Compression.Snappy;

/// <summary>One stream of framed Snappy: an identifier, and chunks of 64 KiB.</summary>
internal sealed class SnappyWriteStream : BlockEncodingStream
{
    public SnappyWriteStream(Stream destination)
        : base(destination, SnappyChunk.MaxContent)
        => Output.Write(SnappyChunk.StreamIdentifier);

    protected override void EncodeBlock(ReadOnlySpan<byte> block) => SnappyChunk.Write(block, Output);

    protected override void End()
    {
    }
}
