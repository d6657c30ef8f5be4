namespace DataflowWrite.Storage;

/// <summary>A put or a commit did not take effect because its <see cref="PutCondition"/> did not hold. Nothing was changed.</summary>
public sealed class PreconditionFailedException : IOException
{
    /// <summary>Creates the exception for an object that is there, is gone, or has another ETag.</summary>
    public PreconditionFailedException(ObjectPath path, string message)
        : base(message)
        => Path = path;

    /// <summary>The object in question.</summary>
    public ObjectPath Path { get; }
}
