namespace DataflowWrite;

/// <summary>What a committed write has made.</summary>
/// <param name="WriteId">The id in its file names.</param>
/// <param name="Rows">All rows, equal to those of the input.</param>
/// <param name="Bytes">All bytes, as stored.</param>
/// <param name="Duration">From the start of the write to the end of its commit.</param>
/// <param name="Files">The files, ordered by path; empty when a directory got no rows.</param>
public sealed record WriteResult(string WriteId, long Rows, long Bytes, TimeSpan Duration, IReadOnlyList<WrittenFile> Files);
