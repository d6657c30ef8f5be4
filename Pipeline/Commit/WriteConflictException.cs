namespace DataflowWrite.Commit;

/// <summary>Another write of the same dataset was first. This one has changed nothing.</summary>
public sealed class WriteConflictException : IOException
{
    /// <summary>Says which write was first, and what to do.</summary>
    public WriteConflictException(string writeId, string message)
        : base(message)
        => WriteId = writeId;

    /// <summary>The id of the write that was first.</summary>
    public string WriteId { get; }
}
