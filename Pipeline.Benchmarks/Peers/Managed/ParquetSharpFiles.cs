using Apache.Arrow;
using DataflowWrite.Benchmarks.Workloads;
using ParquetSharp;
using ParquetSharp.Arrow;
using ParquetCompression = ParquetSharp.Compression;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>ParquetSharp from record batches, whose columns it encodes on several threads.</summary>
internal sealed class ParquetSharpFiles : IPeer
{
    private IReadOnlyList<RecordBatch> _batches = [];

    public string Version => LibraryVersion.Of(typeof(FileWriter));

    public static void Write(IReadOnlyList<RecordBatch> batches, string path, ParquetCompression codec)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(codec);
        if (codec == ParquetCompression.Zstd)
            builder.CompressionLevel(RaceFormat.ZstdLevel);

        using var properties = builder.Build();
        using var arrowBuilder = new ArrowWriterPropertiesBuilder();
        using var arrowProperties = arrowBuilder.UseThreads(true).StoreSchema().Build();
        using var writer = new FileWriter(path, batches[0].Schema, properties, arrowProperties);
        foreach (var batch in batches)
            writer.WriteBufferedRecordBatch(batch);

        writer.Close();
    }

    public void Load(Workload workload, LapRequest request) => _batches = workload.Batches(request.Rows);

    public ValueTask WriteAsync(RaceCell cell, string output)
    {
        Write(_batches, output, cell.Format.Codec == "snappy" ? ParquetCompression.Snappy : ParquetCompression.Zstd);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }
}
