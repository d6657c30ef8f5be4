using System.Buffers;
using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>Cuts the bytes into frames of the codec's size.</summary>
internal sealed class IndependentFrameEncoder(CompressionCodec codec, int level) : ObjectEncoder
{
    private readonly PooledBufferWriter _frame = new();
    private bool _wrote;

    public override void Encode(ReadOnlySpan<byte> bytes, PooledBufferWriter output)
    {
        while (!bytes.IsEmpty)
        {
            if (_frame.WrittenCount == 0 && bytes.Length >= codec.FrameSize)
            {
                Compress(bytes[..codec.FrameSize], output);
                bytes = bytes[codec.FrameSize..];
                continue;
            }

            var taken = Math.Min(bytes.Length, codec.FrameSize - _frame.WrittenCount);
            _frame.Write(bytes[..taken]);
            bytes = bytes[taken..];
            if (_frame.WrittenCount < codec.FrameSize)
                continue;

            Compress(_frame.WrittenSpan, output);
            _frame.Clear();
        }
    }

    public override void Finish(PooledBufferWriter output)
    {
        if (_frame.WrittenCount > 0 || !_wrote)
            Compress(_frame.WrittenSpan, output);
    }

    public override void Dispose() => _frame.Dispose();

    private void Compress(ReadOnlySpan<byte> frame, PooledBufferWriter output)
    {
        codec.CompressFrame(frame, level, output);
        _wrote = true;
    }
}
