using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>The objects of a workload, of whichever type: a contestant says once what it does with a list of any.</summary>
internal abstract class RowsOf
{
    public static RowsOf Load(Workload workload, int rows) => workload switch
    {
        RecordWorkload<LineItem> items => new RowsOf<LineItem>(items.Records(rows)),
        RecordWorkload<WebEvent> events => new RowsOf<WebEvent>(events.Records(rows)),
        _ => throw new ArgumentException($"The workload {workload.Name} has no records.", nameof(workload)),
    };

    public abstract ValueTask VisitAsync(IRecordVisitor visitor);
}
