namespace DataflowWrite.Partitioning;

/// <summary>How partition keys become directory names and are read back.</summary>
public static class PartitionPath
{
}
