namespace DataflowWrite.Partitioning;

/// <summary>One level of the partition directories: a source column and the transform of its values.</summary>
/// <param name="SourceColumn">The name of a top-level column.</param>
/// <param name="Transform">What is done to its values.</param>
public sealed record PartitionField(string SourceColumn, PartitionTransform Transform)
{
    /// <summary>The name that stands before the <c>=</c> in the directory; the column's own for identity.</summary>
    public string Name => SourceColumn;

    /// <summary>True when the source column leaves the files unless it is kept on purpose.</summary>
    public bool LeavesFile => Transform == PartitionTransform.Identity;

    /// <summary>A column partitioned by its values as they are.</summary>
    public static implicit operator PartitionField(string column) => new(column, PartitionTransform.Identity);
}
