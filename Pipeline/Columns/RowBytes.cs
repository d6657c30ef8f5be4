using System.Numerics;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>
/// What rows take in memory, in bits so that it is exact: the measure of a range is the sum of those of its parts, wherever it is cut and
/// however the rows are sliced. Each value counts its bit of validity, whether or not there are nulls; of a dictionary only the
/// indices count, and a run's value counts for each of its rows.
/// </summary>
internal static class RowBytes
{
    /// <summary>The bits that some rows take, eight to a byte.</summary>
    /// <exception cref="InvalidDataException">A column is damaged; the message names it.</exception>
    public static long BitsOf(RecordBatch batch, int offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, batch.Length - offset);
        var total = 0L;
        for (var i = 0; i < batch.ColumnCount; i++)
        {
            var data = batch.Column(i).Data;
            total += RowBits.Of(batch.Schema.FieldsList[i].Name, new(data, data.Offset + offset, count));
        }

        return total;
    }

    /// <summary>The largest number of rows from an offset on that take no more than a budget in bits; zero when one takes more.</summary>
    /// <exception cref="InvalidDataException">A column is damaged; the message names it.</exception>
    public static int RowsWithin(RecordBatch batch, int offset, long budget)
    {
        // Steps double while they fit and halve when they do not: what is measured stays in proportion to the rows that fit.
        var available = batch.Length - offset;
        var (rows, step, growing) = (0, 1, true);
        while (step > 0 && rows < available)
        {
            var next = Math.Min(step, available - rows);
            var bits = BitsOf(batch, offset + rows, next);
            var fits = bits <= budget;
            if (fits)
            {
                rows += next;
                budget -= bits;
            }

            growing &= fits;
            step = growing ? (int)Math.Min(2L * step, available) : (int)(BitOperations.RoundUpToPowerOf2((uint)next) >> 1);
        }

        return rows;
    }
}
