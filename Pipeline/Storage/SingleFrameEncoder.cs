using System.Buffers;
using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>
/// One frame for the whole object. The codec is fed in pieces of one size: how zlib compresses depends on the sizes of the
/// writes that it gets, and equal input shall give equal files.
/// </summary>
internal sealed class SingleFrameEncoder : ObjectEncoder
{
    private const int PieceSize = 64 * 1024;

    private readonly PooledBufferWriter _piece = new();
    private readonly PooledBufferWriter _compressed = new();
    private readonly Stream _compressor;

    public SingleFrameEncoder(CompressionCodec codec, int level)
        => _compressor = codec.CreateCompressor(new BufferWriterStream(_compressed), level);

    public override void Encode(ReadOnlySpan<byte> bytes, PooledBufferWriter output)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, PieceSize - _piece.WrittenCount);
            _piece.Write(bytes[..taken]);
            bytes = bytes[taken..];
            if (_piece.WrittenCount < PieceSize)
                continue;

            _compressor.Write(_piece.WrittenSpan);
            _piece.Clear();
        }

        MoveTo(output);
    }

    public override void Finish(PooledBufferWriter output)
    {
        _compressor.Write(_piece.WrittenSpan);
        _compressor.Dispose();
        MoveTo(output);
    }

    public override void Dispose()
    {
        _compressor.Dispose();
        _piece.Dispose();
        _compressed.Dispose();
    }

    private void MoveTo(PooledBufferWriter output)
    {
        output.Write(_compressed.WrittenSpan);
        _compressed.Clear();
    }
}
