using Apache.Arrow;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Crashes;

/// <summary>The rows of a write: the same number in each partition, each with a name that no other row of any write has.</summary>
internal static class CrashRows
{
    public const string Partition = "part";
    public const int Partitions = 6;
    public const int RowsPerFile = 250;

    private const int RowsPerPartition = 2 * RowsPerFile;
    private const int RowsPerBatch = 100;
    private const int MaxAttempts = 5;

    /// <summary>The partition and the line of each row.</summary>
    public static IEnumerable<(string Partition, string Row)> Of(string writeId, int partitions)
        => Enumerable.Range(0, partitions * RowsPerPartition).Select(row => ($"p{row % partitions}", $"{writeId}-{row}"));

    public static IAsyncEnumerable<RecordBatch> Stream(string writeId, int partitions)
        => NumberedRows.Stream(Of(writeId, partitions).Chunk(RowsPerBatch).Select(rows => ArrowValues.Batch(
            (Partition, ArrowValues.Utf8([.. rows.Select(row => row.Partition)])),
            ("row", ArrowValues.Utf8([.. rows.Select(row => row.Row)])))));

    /// <summary>The rows that a reader finds in a dataset. A request that the killed writer had sent may still end meanwhile: then the reader looks again.</summary>
    public static async Task<List<(string Partition, string Row)>> ReadAsync(IObjectStore store, string dataset)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadOnceAsync(store, dataset);
            }
            catch (FileNotFoundException) when (attempt < MaxAttempts)
            {
            }
        }
    }

    private static async Task<List<(string Partition, string Row)>> ReadOnceAsync(IObjectStore store, string dataset)
    {
        var rows = new List<(string, string)>();
        await foreach (var metadata in store.ListAsync(ObjectPath.Parse(dataset)))
        {
            var segments = metadata.Path.Value.Split('/')[1..];
            if (segments.Any(segment => segment[0] is '.' or '_'))
                continue;

            using var reader = new StreamReader(await store.OpenReadAsync(metadata.Path));
            var lines = (await reader.ReadToEndAsync()).TrimEnd('\n').Split('\n');
            rows.AddRange(lines.Skip(1).Select(line => (segments[0][$"{Partition}=".Length..], line)));
        }

        return rows;
    }
}
