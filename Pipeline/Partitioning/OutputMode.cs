namespace DataflowWrite.Partitioning;

/// <summary>Whether a destination names one file or a directory of files.</summary>
public enum OutputMode
{
    /// <summary>
    /// A trailing slash, an existing directory or partitioning means a directory; a known data extension (<c>.csv</c>, <c>.jsonl.gz</c>)
    /// means that file; a name without a dot means a directory; any other name is refused with the request to say which.
    /// </summary>
    Automatic,

    /// <summary>One file at exactly the destination, written even when there are no rows.</summary>
    Single,

    /// <summary>A directory of generated file names; nothing is written when there are no rows.</summary>
    Directory,
}
