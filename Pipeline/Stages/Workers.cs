using System.Threading.Tasks.Dataflow;

namespace DataflowWrite.Stages;

/// <summary>The threads that all lanes of a write serialize and compress on.</summary>
internal sealed class Workers
{
    public Workers(int count)
    {
        Count = count;
        Scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, count).ConcurrentScheduler;
    }

    public int Count { get; }

    /// <summary>Runs so many delegates at once as there are threads.</summary>
    public TaskScheduler Scheduler { get; }

    /// <summary>Parallel, with results in the order of their messages; one message more than threads may be inside.</summary>
    public ExecutionDataflowBlockOptions Options(WriteContext context) => new()
    {
        MaxDegreeOfParallelism = Count,
        BoundedCapacity = Count + 1,
        TaskScheduler = Scheduler,
        CancellationToken = context.BlockToken,
    };
}
