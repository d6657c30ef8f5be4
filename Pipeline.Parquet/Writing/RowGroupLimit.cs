using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Writing;

/// <summary>Where row groups end: decided by the rows alone, so that the same rows give the same groups.</summary>
internal sealed class RowGroupLimit(long maxRows, long? maxBytes)
{
    private const int BitsPerByte = 8;

    private readonly long _maxBits = maxBytes is { } max && max < long.MaxValue / BitsPerByte ? max * BitsPerByte : long.MaxValue;

    private long _bits;

    /// <summary>Rows of the open group.</summary>
    public long Rows { get; private set; }

    /// <summary>What these take in memory as arrays.</summary>
    public long Bytes => _bits / BitsPerByte;

    /// <summary>Adds rows to the open group, from <paramref name="start"/> on, until it is full; none when it has to end first.</summary>
    public int Take(RecordBatch batch, int start)
    {
        var count = (int)Math.Min(batch.Length - start, maxRows - Rows);
        var room = _maxBits - _bits;
        var bits = RowBytes.BitsOf(batch, start, count);
        if (bits > room)
        {
            count = Math.Max(Rows == 0 ? 1 : 0, RowBytes.RowsWithin(batch, start, Math.Max(0, room)));
            bits = RowBytes.BitsOf(batch, start, count);
        }

        Rows += count;
        _bits += bits;
        return count;
    }

    public void Begin() => (Rows, _bits) = (0, 0);
}
