namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Which of a number of buckets a hash falls into.</summary>
internal static class BucketNumber
{
    public static int Of(int hash, int count) => (hash & int.MaxValue) % count;
}
