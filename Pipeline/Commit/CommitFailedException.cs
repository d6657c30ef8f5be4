using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// An object of a transaction could not be made visible. What had been made visible before was taken back, but for <see cref="NotTakenBack"/>.
/// </summary>
public sealed class CommitFailedException : IOException
{
    /// <summary>Names the object and the cause.</summary>
    public CommitFailedException(ObjectPath path, Exception cause, IReadOnlyList<ObjectPath>? notTakenBack = null)
        : base($"'{path}' could not be made visible: {cause.Message}", cause)
    {
        Path = path;
        Cause = cause;
        NotTakenBack = notTakenBack ?? [];
    }

    /// <summary>The object that could not be made visible.</summary>
    public ObjectPath Path { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>Objects that may be visible, or left unfinished, since the store did not answer; empty when the commit left nothing.</summary>
    public IReadOnlyList<ObjectPath> NotTakenBack { get; }
}
