namespace DataflowWrite;

/// <summary>What a write has done.</summary>
public enum WriteOutcome
{
    /// <summary>Its rows are there.</summary>
    Written,

    /// <summary>Nothing: the destination held data, and <see cref="Commit.SaveMode.Ignore"/> leaves it at that.</summary>
    Ignored,

    /// <summary>Nothing: a write of the same id had succeeded before.</summary>
    AlreadyWritten,
}
