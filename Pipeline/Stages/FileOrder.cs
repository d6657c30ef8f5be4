namespace DataflowWrite.Stages;

/// <summary>How the rows of an unpartitioned dataset are spread over its files.</summary>
public enum FileOrder
{
    /// <summary>Batches go to several open files in turn: the fastest way, with each file in input order.</summary>
    RoundRobin,

    /// <summary>A file is full before the next one opens: sorted input stays sorted over the files in the order of their numbers.</summary>
    Sequential,
}
