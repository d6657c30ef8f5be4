namespace DataflowWrite.Partitioning;

/// <summary>What is known about a destination before anything is written to it.</summary>
internal readonly record struct OutputTarget
{
    /// <summary>The destination as it was given, for messages and for its name.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the text says that it is a directory.</summary>
    public bool HasTrailingSlash { get; init; }

    public bool ExistsAsDirectory { get; init; }

    public bool ExistsAsFile { get; init; }

    /// <summary>Whether the write is partitioned.</summary>
    public bool Partitioned { get; init; }

    /// <summary>Whether the name ends in the extension of a known format, with or without that of a compression.</summary>
    public bool IsDataFileName { get; init; }
}
