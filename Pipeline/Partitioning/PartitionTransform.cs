namespace DataflowWrite.Partitioning;

/// <summary>How a partition value is made from its source column. Identity is the only one so far.</summary>
public abstract record PartitionTransform
{
    private PartitionTransform()
    {
    }

    /// <summary>The value itself. Only identity columns leave the files, since the path holds all of them.</summary>
    public static PartitionTransform Identity { get; } = new IdentityTransform();

    private sealed record IdentityTransform : PartitionTransform
    {
        public override string ToString() => "identity";
    }
}
