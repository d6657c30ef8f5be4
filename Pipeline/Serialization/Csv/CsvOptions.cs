namespace DataflowWrite.Serialization.Csv;

/// <summary>How CSV is written.</summary>
public sealed record CsvOptions;
