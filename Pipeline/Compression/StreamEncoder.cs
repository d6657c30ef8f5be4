using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>One member or frame for the whole file.</summary>
internal sealed class StreamEncoder(CompressionCodec codec, int level, IBufferWriter<byte> output) : IByteEncoder
{
    private readonly Stream _compressor = codec.CreateCompressor(new BufferWriterStream(output), level);

    public bool PassesThrough => false;

    public void Append(ReadOnlySpan<byte> bytes) => _compressor.Write(bytes);

    public void Finish() => _compressor.Dispose();

    public void Dispose() => _compressor.Dispose();
}
