using Apache.Arrow;
using DataflowWrite.Benchmarks.Workloads;
using DataflowWrite.Storage;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>This library, from record batches.</summary>
internal sealed class OurBatches(Durability durability) : IPeer
{
    private IReadOnlyList<RecordBatch> _batches = [];
    private int _threads;

    public string Version => LibraryVersion.Of(typeof(DatasetWriter));

    public void Load(Workload workload, LapRequest request)
    {
        _batches = workload.Batches(request.Rows);
        _threads = request.Threads;
    }

    public async ValueTask WriteAsync(RaceCell cell, string output)
        => await DatasetWriter.WriteAsync(_batches, OurOptions.Destination(cell, output, durability), OurOptions.Of(cell, _threads))
            .ConfigureAwait(false);

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }
}
