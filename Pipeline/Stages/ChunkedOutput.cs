using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>
/// Collects what one call of an encoder puts out in buffers of moderate size, so that a row group of any size neither moves while it grows nor
/// needs one array. One owner; disposing gives back what was not taken.
/// </summary>
internal sealed class ChunkedOutput(ByteBudget? budget) : IBufferWriter<byte>, IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<SerializedChunk> _full = [];
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

        return _open ??= new(Math.Max(sizeHint, ChunkBytes));
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
