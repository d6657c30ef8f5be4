namespace DataflowWrite.Partitioning;

/// <summary>Tells the partition of records, the same that the Arrow path gives. A key that was seen before costs one look-up. One caller at a time.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public abstract class PartitionKeyExtractor<T>
{
    private protected PartitionKeyExtractor()
    {
    }

    /// <summary>The partition of a record.</summary>
    /// <exception cref="InvalidDataException">The key cannot be a directory name.</exception>
    /// <exception cref="Columns.Building.RecordValueException">A column cannot hold a value.</exception>
    public abstract PartitionKey KeyOf(in T row);
}
