using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>An object of a transaction could not be made visible; what had been made visible before was taken back.</summary>
public sealed class CommitFailedException : IOException
{
    /// <summary>Names the object and the cause.</summary>
    public CommitFailedException(ObjectPath path, Exception cause)
        : base($"'{path}' could not be made visible: {cause.Message}", cause)
    {
        Path = path;
        Cause = cause;
    }

    /// <summary>The object that could not be made visible.</summary>
    public ObjectPath Path { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }
}
