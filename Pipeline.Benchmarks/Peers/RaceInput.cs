using Apache.Arrow;
using DataflowWrite.Benchmarks.Peers.Managed;
using DataflowWrite.Benchmarks.Workloads;
using ParquetCompression = ParquetSharp.Compression;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>The rows of a workload in a file that every contestant can load, and what to expect of them.</summary>
internal sealed record RaceInput(Schema Schema, string Parquet, RowDigest Digest)
{
    public static RaceInput Create(Workload workload, int rows, string folder)
    {
        var path = Path.Combine(folder, workload.Name + ".parquet");
        var batches = workload.Batches(rows);
        ParquetSharpFiles.Write(batches, path, ParquetCompression.Snappy);
        var schema = batches[0].Schema;
        foreach (var batch in batches)
            batch.Dispose();

        return new(schema, path, new OutputReader(schema).OfParquet(path));
    }
}
