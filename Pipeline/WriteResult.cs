namespace DataflowWrite;

/// <summary>What a committed write has made.</summary>
public sealed record WriteResult
{
    /// <summary>The id in the names of its files.</summary>
    public required string WriteId { get; init; }

    /// <summary>Whether anything was written. Default <see cref="WriteOutcome.Written"/>; otherwise there are no files and no rows in this result.</summary>
    public WriteOutcome Outcome { get; init; }

    /// <summary>Files that were there before and were replaced by this write.</summary>
    public long FilesReplaced { get; init; }

    /// <summary>All rows, equal to those of the input.</summary>
    public required long Rows { get; init; }

    /// <summary>All bytes, as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>The files, ordered by path; empty when a directory got no rows.</summary>
    public required IReadOnlyList<WrittenFile> Files { get; init; }

    /// <summary>From the start of the write to the end of its commit.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// How often a full memory budget forced rows out before their time. When it is 0 the files follow from input and options alone; else a
    /// partition may have more files than another run would give it.
    /// </summary>
    public long ForcedFlushes { get; init; }
}
