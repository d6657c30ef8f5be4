namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>The two forms of Arrow IPC.</summary>
internal enum ArrowIpcLayout
{
    /// <summary>Record batches between magic numbers, with a footer that says where each one is: random access.</summary>
    File,

    /// <summary>Messages one after the other, read from the start.</summary>
    Stream,
}
