namespace DataflowWrite.Commit;

/// <summary>Where a <see cref="WriteTransaction"/> stands. It moves forward only.</summary>
public enum TransactionState
{
    /// <summary>Objects are still being prepared; nothing is visible.</summary>
    Open,

    /// <summary>Prepared objects are being made visible one by one.</summary>
    Publishing,

    /// <summary>All objects are visible: the point of no return.</summary>
    Published,

    /// <summary>Nothing of the write is visible.</summary>
    Aborted,
}
