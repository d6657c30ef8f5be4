namespace DataflowWrite.Telemetry;

/// <summary>How far a write has come. Reports come at most a few times a second, and once at the end.</summary>
/// <param name="RowsRead">Rows accepted from the source.</param>
/// <param name="RowsWritten">Rows handed to the store.</param>
/// <param name="BytesWritten">Bytes handed to the store, after compression.</param>
/// <param name="OpenFiles">Files being written now.</param>
/// <param name="FilesDone">Files written in full, still invisible before the commit.</param>
public readonly record struct WriteProgress(long RowsRead, long RowsWritten, long BytesWritten, int OpenFiles, int FilesDone);
