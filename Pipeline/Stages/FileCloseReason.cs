namespace DataflowWrite.Stages;

/// <summary>Why a file of a dataset was closed.</summary>
public enum FileCloseReason
{
    /// <summary>The input ended.</summary>
    EndOfInput,

    /// <summary>It held the maximum number of rows, together with what an earlier file took of them that was closed to make place.</summary>
    MaxRows,

    /// <summary>Another partition needed its place among the open files.</summary>
    MaxOpenFiles,

    /// <summary>Its place among the open files was needed for rows that memory forced out, or what it kept until its end was too much.</summary>
    MemoryPressure,
}
