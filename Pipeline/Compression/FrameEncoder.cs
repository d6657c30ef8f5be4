using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>Independent members or frames of the codec's frame size, as the pipeline makes them in parallel; a file without bytes is one empty frame.</summary>
internal sealed class FrameEncoder(CompressionCodec codec, int level, IBufferWriter<byte> output) : IByteEncoder
{
    private readonly ArrayBufferWriter<byte> _frame = new();
    private bool _isEmptyFile = true;

    public bool PassesThrough => false;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, codec.FrameSize - _frame.WrittenCount);
            _frame.Write(bytes[..taken]);
            bytes = bytes[taken..];
            if (_frame.WrittenCount == codec.FrameSize)
                EndFrame();
        }
    }

    public void Finish()
    {
        if (_isEmptyFile || _frame.WrittenCount > 0)
            EndFrame();
    }

    public void Dispose() => _frame.ResetWrittenCount();

    private void EndFrame()
    {
        codec.CompressFrame(_frame.WrittenSpan, level, output);
        _frame.ResetWrittenCount();
        _isEmptyFile = false;
    }
}
