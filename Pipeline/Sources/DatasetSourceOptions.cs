namespace DataflowWrite.Sources;

/// <summary>How a dataset is read back.</summary>
public sealed record DatasetSourceOptions
{
    /// <summary>
    /// Whether columns get types, those of the files from a sample. Default true; when false all are strings, as they
    /// stand.
    /// </summary>
    public bool InferTypes { get; init; } = true;

    /// <summary>Rows of a batch. Default 8,192.</summary>
    public int BatchSize { get; init; } = FileSourceOptions.DefaultBatchSize;
}
