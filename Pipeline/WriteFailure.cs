using DataflowWrite.Stages;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>Words the exceptions of a write.</summary>
internal static class WriteFailure
{
    /// <param name="fault">What ended the write.</param>
    /// <param name="plan">The plan of the write.</param>
    /// <param name="left">How many uploads and journal entries, which nobody can read, could not be taken away.</param>
    public static DatasetWriteException From(StageFault fault, WritePlan plan, int left)
    {
        var cause = Unwrap(fault.Cause);
        var file = fault.File is { } path ? plan.DisplayPath(path) : null;
        var place = file is not null ? $" '{file}'"
            : fault.Partition is { Path.Length: > 0 } partition ? $" partition '{partition.Path}'"
            : "";
        return new(
            fault.Stage,
            fault.Partition,
            file,
            $"{cause.Message.TrimEnd('.')}. It failed while {Doing(fault.Stage)}{place}; {Left(fault, plan)}{Unfinished(plan, left)}.",
            cause);
    }

    private static string Left(StageFault fault, WritePlan plan)
        => fault.IsVisible ? $"all rows of this write are visible in '{plan.Destination}'"
            : fault.NotTakenBack.Count == 0
            ? $"nothing of this write is visible in '{plan.Destination}'"
            : $"of this write there may be left '{plan.DisplayPath(fault.NotTakenBack[0])}'"
                + (fault.NotTakenBack.Count > 1 ? $" and {fault.NotTakenBack.Count - 1} more" : "");

    public static DatasetWriteException Abandoned(WritePlan plan, int left)
        => new(
            WriteStage.Source,
            null,
            null,
            $"The sink was disposed before it was committed; nothing of this write is visible in '{plan.Destination}'{Unfinished(plan, left)}.",
            null);

    public static OperationCanceledException Cancelled(OperationCanceledException cancellation, WritePlan plan, int left)
        => left == 0
            ? cancellation
            : new($"{cancellation.Message.TrimEnd('.')}; nothing of it is visible{Unfinished(plan, left)}.", cancellation, cancellation.CancellationToken);

    private static string Unfinished(WritePlan plan, int left)
        => left == 0 ? "" : $", but the store would not let go of {left} unfinished uploads or journal entries of write {plan.WriteId}: "
            + "run 'dfw recover' once it does";

    /// <summary>Blocks wrap a failure once per hop.</summary>
    private static Exception Unwrap(Exception exception)
        => exception is AggregateException aggregate && aggregate.Flatten().InnerExceptions is [var only] ? only : exception;

    private static string Doing(WriteStage stage) => stage switch
    {
        WriteStage.Plan => "checking the schema",
        WriteStage.Source => "reading the source",
        WriteStage.Demux => "splitting the input",
        WriteStage.Serialize => "serializing",
        WriteStage.Compress => "compressing",
        WriteStage.Write => "writing",
        WriteStage.Prepare => "making durable",
        _ => "committing",
    };
}
