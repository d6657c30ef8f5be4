using DataflowWrite.Benchmarks.Workloads;
using DataflowWrite.Storage;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>This library, from annotated records.</summary>
internal sealed class OurRecords : IPeer
{
    private RowsOf? _rows;
    private int _threads;

    public string Version => LibraryVersion.Of(typeof(DatasetWriter));

    public void Load(Workload workload, LapRequest request)
    {
        _rows = RowsOf.Load(workload, request.Rows);
        _threads = request.Threads;
    }

    public ValueTask WriteAsync(RaceCell cell, string output) => _rows!.VisitAsync(new Writer(cell, output, _threads));

    public void Dispose()
    {
    }

    private sealed class Writer(RaceCell cell, string output, int threads) : IRecordVisitor
    {
        public async ValueTask VisitAsync<T>(T[] rows)
            where T : class, IBatchSerializable<T>
            => await DatasetWriter.WriteAsync(rows, OurOptions.Destination(cell, output, Durability.None), OurOptions.Of(cell, threads))
                .ConfigureAwait(false);
    }
}
