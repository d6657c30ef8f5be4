using CsvHelper;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>CsvHelper with its generated record writers, on all threads.</summary>
internal sealed class CsvHelperFiles : IPeer
{
    private RowsOf? _rows;
    private int _threads;

    public string Version => LibraryVersion.Of(typeof(CsvWriter));

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
        public ValueTask VisitAsync<T>(T[] rows)
            where T : class, IBatchSerializable<T>
        {
            using var file = TextFile.Create(output, cell.Format);
            using var csv = CsvWriter.Create(file);
            csv.ParallelWriteRecords(rows, threads);
            return ValueTask.CompletedTask;
        }
    }
}
