namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Which of the two layouts is expected.</summary>
internal enum IpcLayout
{
    /// <summary>With magic, footer and messages between them.</summary>
    File,

    /// <summary>Messages alone.</summary>
    Stream,

    /// <summary>What the first bytes say.</summary>
    Either,
}
