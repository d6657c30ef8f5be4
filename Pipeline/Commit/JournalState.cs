namespace DataflowWrite.Commit;

/// <summary>What one entry of a journal says.</summary>
internal enum JournalState
{
    /// <summary>A write has begun; it may have uploads, none of them visible.</summary>
    Intent,

    /// <summary>Another write, which is about to publish, covers the partitions that the entry names.</summary>
    Overtaken,

    /// <summary>Every object is durable, none is visible; the entry has their tokens and what they replace.</summary>
    Prepared,

    /// <summary>Objects are being made visible.</summary>
    Publishing,

    /// <summary>All objects are visible: what they replace may go.</summary>
    Published,

    /// <summary>What was made visible is being taken back, and the rest discarded.</summary>
    Undoing,
}
