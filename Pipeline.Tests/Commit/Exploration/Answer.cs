using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>What a process is told of a call: a value or a failure. Two of equal text are the same.</summary>
internal sealed record Answer(string Text, object? Value, Func<IOException>? Failure)
{
    /// <summary>The call has had its effect, but its process does not learn it.</summary>
    public static Answer Lost { get; } = new("lost", null, static () => new("The answer was lost."));

    /// <summary>A failure, anew for each process that is told, since an exception collects where it was thrown.</summary>
    public static Answer Failed(IOException failure) => new($"{failure.GetType().Name} {failure.Message}", null, failure switch
    {
        PreconditionFailedException failed => () => new PreconditionFailedException(failed.Path, failed.Message),
        FileNotFoundException missing => () => new FileNotFoundException(missing.Message),
        _ => throw new NotSupportedException($"No call fails with {failure.GetType().Name}."),
    });
}
