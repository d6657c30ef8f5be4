using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>One bzip2 stream. The encoder writes byte by byte, hence into a buffer.</summary>
internal sealed class Bzip2WriteStream : EncodingStream
{
    private readonly BZip2Stream _bzip2;

    public Bzip2WriteStream(Stream destination)
        : base(destination)
        => _bzip2 = BZip2Stream.Create(
            new BufferWriterStream(Output), CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true);

    protected override void Encode(ReadOnlySpan<byte> source) => _bzip2.Write(source);

    protected override void Finish() => _bzip2.Finish();

    protected override void ReleaseEncoder() => _bzip2.Dispose();
}
