using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Tests.Support;

/// <summary>Batches of the columns id (0, 1, 2, … over all batches), key (id modulo a number of keys) and text.</summary>
internal static class NumberedRows
{
    public static RecordBatch Batch(long first, int count, int keys = 4)
        => ArrowValues.Batch(
            ("id", ArrowValues.Int64([.. Ids(first, count).Select(id => (long?)id)])),
            ("key", ArrowValues.Utf8([.. Ids(first, count).Select(id => KeyOf(id, keys))])),
            ("text", ArrowValues.Utf8([.. Ids(first, count).Select(TextOf)])));

    public static IEnumerable<RecordBatch> Batches(int rows, int rowsPerBatch, int keys = 4)
    {
        for (var first = 0; first < rows; first += rowsPerBatch)
            yield return Batch(first, Math.Min(rowsPerBatch, rows - first), keys);
    }

    public static string KeyOf(long id, int keys) => $"k{id % keys}";

    public static string TextOf(long id) => $"row {id}, said \"so\"";

    /// <summary>The batches as a stream that yields to other work before each of them.</summary>
    public static async IAsyncEnumerable<RecordBatch> Stream(
        IEnumerable<RecordBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
        }
    }

    public static IAsyncEnumerable<RecordBatch> Stream(int rows, int rowsPerBatch, int keys = 4)
        => Stream(Batches(rows, rowsPerBatch, keys));

    private static IEnumerable<long> Ids(long first, int count) => Enumerable.Range(0, count).Select(index => first + index);
}
