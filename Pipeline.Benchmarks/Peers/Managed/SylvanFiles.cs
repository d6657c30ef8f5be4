using Apache.Arrow;
using DataflowWrite.Benchmarks.Workloads;
using Sylvan.Data.Csv;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Sylvan's CSV writer, which takes a data reader, on one thread.</summary>
internal sealed class SylvanFiles : IPeer
{
    private IReadOnlyList<RecordBatch> _batches = [];

    public string Version => LibraryVersion.Of(typeof(CsvDataWriter));

    public void Load(Workload workload, LapRequest request) => _batches = workload.Batches(request.Rows);

    public async ValueTask WriteAsync(RaceCell cell, string output)
    {
        using var rows = new BatchDataReader(_batches);
        using var text = new StreamWriter(TextFile.Create(output, cell.Format));
        using var csv = CsvDataWriter.Create(text);
        await csv.WriteAsync(rows).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }
}
