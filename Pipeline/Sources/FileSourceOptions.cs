using Apache.Arrow;

namespace DataflowWrite.Sources;

/// <summary>What the readers of text files have in common.</summary>
public abstract record FileSourceOptions
{
    /// <summary>The default of <see cref="SampleRows"/>.</summary>
    public const int DefaultSampleRows = 20_000;

    /// <summary>The default of <see cref="SampleBytes"/>: 8 MiB.</summary>
    public const int DefaultSampleBytes = 8 << 20;

    /// <summary>The default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 8192;

    private protected FileSourceOptions()
    {
    }

    /// <summary>
    /// The types of these columns, by name, instead of inferred ones. Default none. <see cref="SchemaText"/> reads them
    /// from text.
    /// </summary>
    public IReadOnlyList<Field> Schema { get; init; } = [];

    /// <summary>
    /// Whether undeclared columns get a type from the sample. Default true; when false they are strings, as they stand.
    /// </summary>
    public bool InferTypes { get; init; } = true;

    /// <summary>Rows to look at for the types, over the first files. Default 20,000.</summary>
    public int SampleRows { get; init; } = DefaultSampleRows;

    /// <summary>
    /// Uncompressed bytes to look at for the types; what is reached first ends the sample. Default 8 MiB.
    /// </summary>
    public int SampleBytes { get; init; } = DefaultSampleBytes;

    /// <summary>Rows of a batch. Default 8,192; a batch ends earlier with its file, and after 16 MiB of text.</summary>
    public int BatchSize { get; init; } = DefaultBatchSize;

    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SampleRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SampleBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
    }
}
