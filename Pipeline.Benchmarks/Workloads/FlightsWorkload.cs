using Apache.Arrow;
using ParquetSharp.Arrow;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>The first rows of the sample of three million flights, which lies in the data folder beside the clone.</summary>
internal sealed class FlightsWorkload() : Workload("flights", 3_000_000)
{
    private const string FileName = "flights-3m.parquet";
    private const string FolderVariable = "RACE_DATA";
    private const long BatchRows = 65_536;

    public override IReadOnlyList<RecordBatch> Batches(int rows)
    {
        using var properties = ArrowReaderProperties.GetDefault();
        properties.BatchSize = BatchRows;
        using var file = new FileReader(Find(), arrowProperties: properties);
        using var reader = file.GetRecordBatchReader();
        List<RecordBatch> batches = [];
        for (var left = rows; left > 0 && reader.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch;)
        {
            batches.Add(batch.Length <= left ? batch : batch.SliceShared(0, left));
            left -= Math.Min(left, batch.Length);
        }

        return batches;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder)
            return Path.Combine(folder, FileName);

        for (var parent = new DirectoryInfo(Environment.CurrentDirectory); parent is not null; parent = parent.Parent)
            if (Path.Combine(parent.FullName, "shared", "data", FileName) is var path && File.Exists(path))
                return path;

        throw new FileNotFoundException($"{FileName} lies in no shared/data beside the current directory; name its folder in {FolderVariable}.");
    }
}
