using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw inspect</c> has found.</summary>
/// <param name="Path">The dataset as it was named.</param>
/// <param name="Format">The name of their format.</param>
/// <param name="Files">Its files.</param>
/// <param name="Rows">The rows of each of them.</param>
/// <param name="Schema">The columns of the files, then those of the directories.</param>
/// <param name="PartitionColumns">The names of the partition columns.</param>
internal sealed record DatasetReport(
    string Path,
    string Format,
    IReadOnlyList<DatasetFile> Files,
    IReadOnlyList<long> Rows,
    Schema Schema,
    IReadOnlyList<string> PartitionColumns)
{
    public long TotalRows => Rows.Sum();

    public long TotalBytes => Files.Sum(file => file.File.Length ?? 0);

    public int Partitions => PartitionColumns.Count == 0
        ? 0
        : Files.Select(file => System.IO.Path.GetDirectoryName(file.RelativePath)).Distinct(StringComparer.Ordinal).Count();
}
