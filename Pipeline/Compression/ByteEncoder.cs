using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>Makes the encoder of a file.</summary>
internal static class ByteEncoder
{
    public static IByteEncoder For(CompressionType compression, int? level, CompressionFraming framing, IBufferWriter<byte> output)
    {
        var codec = CompressionCodec.For(compression);
        return compression == CompressionType.None ? new PlainEncoder(output)
            : framing == CompressionFraming.Single ? new StreamEncoder(codec, codec.ResolveLevel(level), output)
            : new FrameEncoder(codec, codec.ResolveLevel(level), output);
    }
}
