using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Writing;

/// <summary>Where row groups end: decided by the rows alone, so that the same rows give the same groups.</summary>
internal sealed class RowGroupLimit(long maxRows, long? maxBytes)
{
    /// <summary>Rows of the open group.</summary>
    public long Rows { get; private set; }

    /// <summary>What these take in memory as arrays.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many of the rows from <paramref name="start"/> on the open group takes, and their bytes; none when it has to end first.</summary>
    public (int Count, long Bytes) Take(RecordBatch batch, int start)
    {
        var count = (int)Math.Min(batch.Length - start, maxRows - Rows);
        if (maxBytes is not { } max || count == 0)
            return (count, BytesOf(batch, start, count));

        // The largest count that fits, by halving; a group without rows takes one in any case.
        var (fits, tooMany) = (Rows == 0 ? 1 : 0, count + 1);
        while (tooMany - fits > 1)
        {
            var middle = fits + ((tooMany - fits) / 2);
            if (Bytes + BytesOf(batch, start, middle) <= max)
                fits = middle;
            else
                tooMany = middle;
        }

        return (fits, BytesOf(batch, start, fits));
    }

    public void Add(int rows, long bytes)
    {
        Rows += rows;
        Bytes += bytes;
    }

    public void Begin() => (Rows, Bytes) = (0, 0);

    private static long BytesOf(RecordBatch batch, int start, int count)
        => count == 0 ? 0 : BatchSize.Logical(batch.Slice(start, count));
}
