using DataflowWrite.Partitioning;

namespace DataflowWrite.Sources;

/// <summary>One file of a dataset.</summary>
/// <param name="File">The file.</param>
/// <param name="RelativePath">Its path below the dataset, with slashes; its name when the dataset is that file.</param>
/// <param name="Partition">The values that its directories say, outermost first.</param>
public sealed record DatasetFile(SourceFile File, string RelativePath, IReadOnlyList<PartitionValue> Partition);
