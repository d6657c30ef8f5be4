namespace DataflowWrite;

/// <summary>What a committed write has made.</summary>
/// <param name="WriteId">The id in its file names.</param>
/// <param name="Rows">All rows, equal to those of the input.</param>
/// <param name="Bytes">All bytes, as stored.</param>
/// <param name="Duration">From the start of the write to the end of its commit.</param>
/// <param name="Files">The files, ordered by path; empty when a directory got no rows.</param>
/// <param name="ForcedFlushes">
/// How often a full memory budget forced rows out before their time. When it is 0 the files follow from input and options alone; else a
/// partition may have more files than another run would give it.
/// </param>
public sealed record WriteResult(
    string WriteId, long Rows, long Bytes, TimeSpan Duration, IReadOnlyList<WrittenFile> Files, long ForcedFlushes);
