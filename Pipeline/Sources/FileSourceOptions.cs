using Apache.Arrow;

namespace DataflowWrite.Sources;

/// <summary>How files are read, whatever their format.</summary>
public sealed record FileSourceOptions
{
    /// <summary>The default of <see cref="SampleRows"/>.</summary>
    public const int DefaultSampleRows = 20_000;

    /// <summary>The default of <see cref="SampleBytes"/>: 8 MiB.</summary>
    public const int DefaultSampleBytes = 8 << 20;

    /// <summary>The rows of a batch of text where <see cref="BatchSize"/> is null.</summary>
    public const int DefaultTextBatchSize = 8192;

    /// <summary>
    /// The types of these columns, by name, instead of inferred ones. Default none. <see cref="SchemaText"/> reads them
    /// from text. A format whose files state their types (<see cref="InputFormat.StatesTypes"/>) takes none.
    /// </summary>
    public IReadOnlyList<Field> Schema { get; init; } = [];

    /// <summary>
    /// Whether undeclared columns of text files get a type from the sample. Default true; when false they are strings, as
    /// they stand.
    /// </summary>
    public bool InferTypes { get; init; } = true;

    /// <summary>Rows of text to look at for the types, over the first files. Default 20,000.</summary>
    public int SampleRows { get; init; } = DefaultSampleRows;

    /// <summary>
    /// Uncompressed bytes of text to look at for the types; what is reached first ends the sample. Default 8 MiB.
    /// </summary>
    public int SampleBytes { get; init; } = DefaultSampleBytes;

    /// <summary>
    /// Most rows of a batch. Default null: 8,192 for text, and for other formats the batches that the files are made of. A
    /// batch of text ends earlier after 16 MiB, and every batch with its file.
    /// </summary>
    public int? BatchSize { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SampleRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SampleBytes);
        if (BatchSize is { } rows)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows, nameof(BatchSize));
    }
}
