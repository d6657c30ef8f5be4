using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>
/// Recuts the bytes of one file into frames of one size, so that compressed files depend neither on the size of batches nor on
/// the number of threads. The last frame is shorter; a file without bytes is one empty frame.
/// </summary>
internal sealed class FrameCutter(int frameSize, ByteBudget partialFrames, ByteBudget output) : IDisposable
{
    private PooledBufferWriter? _frame;
    private ByteCharge? _partial;
    private long _rows;
    private bool _isEmptyFile = true;

    public IEnumerable<SerializedChunk> Cut(SerializedChunk chunk)
    {
        var frames = new List<SerializedChunk>();
        var bytes = chunk.Bytes.Span;
        _rows += chunk.RowCount;
        while (!bytes.IsEmpty)
        {
            _frame ??= new();
            var taken = Math.Min(bytes.Length, frameSize - _frame.WrittenCount);
            _frame.Write(bytes[..taken]);
            bytes = bytes[taken..];
            if (_frame.WrittenCount == frameSize)
                frames.Add(End());
        }

        if (chunk.EndsFile && (_frame is not null || _isEmptyFile || _rows > 0))
            frames.Add(End());

        ChargePartialFrame();
        chunk.Dispose();
        return frames;
    }

    public void Dispose()
    {
        _frame?.Dispose();
        _partial?.Dispose();
    }

    private SerializedChunk End()
    {
        var frame = new SerializedChunk(_frame, _rows) { Charge = _frame is null ? null : output.Charge(_frame.Capacity) };
        (_frame, _rows, _isEmptyFile) = (null, 0, false);
        return frame;
    }

    private void ChargePartialFrame()
    {
        _partial?.Dispose();
        _partial = _frame is null ? null : partialFrames.Charge(_frame.Capacity);
    }
}
