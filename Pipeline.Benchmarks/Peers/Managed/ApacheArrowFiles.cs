using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>The file writer of Apache.Arrow, with the codecs of Apache.Arrow.Compression.</summary>
internal sealed class ApacheArrowFiles : IPeer
{
    private IReadOnlyList<RecordBatch> _batches = [];

    public string Version => LibraryVersion.Of(typeof(ArrowFileWriter));

    public void Load(Workload workload, LapRequest request) => _batches = workload.Batches(request.Rows);

    public ValueTask WriteAsync(RaceCell cell, string output)
    {
        using var file = File.Create(output);
        using var writer = new ArrowFileWriter(file, _batches[0].Schema, leaveOpen: true, Options(cell.Format.Codec));
        writer.WriteStart();
        foreach (var batch in _batches)
            writer.WriteRecordBatch(batch);

        writer.WriteEnd();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }

    private static IpcOptions Options(string? codec) => codec switch
    {
        "lz4" => new() { CompressionCodec = CompressionCodecType.Lz4Frame, CompressionCodecFactory = new CompressionCodecFactory() },
        "zstd" => new()
        {
            CompressionCodec = CompressionCodecType.Zstd,
            CompressionCodecFactory = new CompressionCodecFactory(),
            CompressionLevel = RaceFormat.ZstdLevel,
        },
        _ => new(),
    };
}
