namespace DataflowWrite.Commit;

/// <summary>
/// A write is published, all of its rows are visible, but what it replaces could not be removed, or its manifest not be written. Its journal is kept;
/// recovery goes on with it.
/// </summary>
public sealed class CleanupFailedException : IOException
{
    /// <summary>Names the write and the cause.</summary>
    public CleanupFailedException(string writeId, Exception cause)
        : base($"All rows of write {writeId} are visible, but what comes after could not be finished, so that files it replaces may still be there: "
            + $"run 'dfw recover' once the store answers again. {cause?.Message}", cause)
        => WriteId = writeId;

    /// <summary>The id of the write.</summary>
    public string WriteId { get; }
}
