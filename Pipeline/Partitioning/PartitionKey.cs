namespace DataflowWrite.Partitioning;

/// <summary>The values that the rows of a partition share, and the one path that stands for them. Equal when their paths are.</summary>
public sealed class PartitionKey : IEquatable<PartitionKey>
{
    internal PartitionKey(IReadOnlyList<PartitionValue> values, string path)
    {
        Values = values;
        Path = path;
    }

    /// <summary>The key of a dataset without partitions: no values, an empty path.</summary>
    public static PartitionKey None { get; } = new([], "");

    /// <summary>The values in the order of the partition fields.</summary>
    public IReadOnlyList<PartitionValue> Values { get; }

    /// <summary>The encoded directories, as <c>state=NY/county=New York</c>; empty without partitions.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public bool Equals(PartitionKey? other) => other is not null && Path == other.Path;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
