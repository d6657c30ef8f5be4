namespace DataflowWrite.Commit;

/// <summary>What beginning a transaction has found.</summary>
public enum TransactionStart
{
    /// <summary>The write may go on.</summary>
    Begun,

    /// <summary>The destination holds data, and <see cref="SaveMode.Ignore"/> leaves it at that; there is nothing to commit.</summary>
    Ignored,

    /// <summary>A write of this id has succeeded before; there is nothing to commit.</summary>
    AlreadyWritten,
}
