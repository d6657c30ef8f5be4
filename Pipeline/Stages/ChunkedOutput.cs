using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>
/// Collects what one call of an encoder puts out in buffers of moderate size, each larger than the one before, so that a row group of any size neither moves
/// while it grows nor needs one array, and a small one takes little. One owner; disposing gives back what was not taken.
/// </summary>
internal sealed class ChunkedOutput(ByteBudget? budget) : IBufferWriter<byte>, IDisposable
{
    private const int FirstChunkBytes = 32 << 10;
    private const int MaxChunkBytes = 1 << 20;

    private readonly List<SerializedChunk> _full = [];
    private int _nextChunkBytes = FirstChunkBytes;
    private PooledBufferWriter? _open;

    public void Advance(int count)
    {
        if (count > 0)
            (_open ?? throw new InvalidOperationException("Advance comes after GetMemory or GetSpan.")).Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => Room(sizeHint).GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Room(sizeHint).GetSpan(sizeHint);

    /// <summary>All bytes in order; the last chunk, which may be empty, says that the rows end in it. The caller owns the chunks.</summary>
    public IReadOnlyList<SerializedChunk> Take(long rows)
    {
        Seal(rows);
        if (rows > 0 && _full.Count == 0)
            _full.Add(new(buffer: null, rows));

        var chunks = _full.ToArray();
        _full.Clear();
        return chunks;
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
        foreach (var chunk in _full)
            chunk.Dispose();

        _full.Clear();
    }

    private PooledBufferWriter Room(int sizeHint)
    {
        if (_open is not null && _open.WrittenCount > 0 && _open.Capacity - _open.WrittenCount < Math.Max(1, sizeHint))
            Seal(rows: 0);

        return _open ??= NextChunk(sizeHint);
    }

    private PooledBufferWriter NextChunk(int sizeHint)
    {
        var size = Math.Max(sizeHint, _nextChunkBytes);
        _nextChunkBytes = Math.Min(2 * _nextChunkBytes, MaxChunkBytes);
        return new(size);
    }

    private void Seal(long rows)
    {
        if (_open is null)
            return;

        if (_open.WrittenCount == 0)
            _open.Dispose();
        else
            _full.Add(new(_open, rows) { Charge = budget?.Charge(_open.Capacity) });

        _open = null;
    }
}
