namespace DataflowWrite.Partitioning;

/// <summary>What happens to partition keys whose text some reader would not read back as it is.</summary>
public enum KeyText
{
    /// <summary>They are written by the rules of <see cref="PartitionPath"/>, which DuckDB and this library read back exactly.</summary>
    Encode,

    /// <summary>
    /// A null, a text that a reader takes for null, the empty string and, on a store that folds case, an upper-case ASCII letter fail the write
    /// with the column named: for datasets that Spark reads.
    /// </summary>
    Refuse,
}
