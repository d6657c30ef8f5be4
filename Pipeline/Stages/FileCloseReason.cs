namespace DataflowWrite.Stages;

/// <summary>Why a file of a dataset was closed.</summary>
public enum FileCloseReason
{
    /// <summary>The input ended.</summary>
    EndOfInput,

    /// <summary>It held the maximum number of rows.</summary>
    MaxRows,

    /// <summary>Another partition needed its place among the open files.</summary>
    MaxOpenFiles,

    /// <summary>What it held for compression was needed elsewhere.</summary>
    MemoryPressure,
}
