using Apache.Arrow;

namespace DataflowWrite.Sources;

/// <summary>How a dataset is read back.</summary>
public sealed record DatasetReaderOptions
{
    /// <summary>
    /// The types of these columns, by name, instead of inferred ones: of text files and of partition columns. Default none.
    /// A column of files that state their types is checked to be of the declared one.
    /// </summary>
    public IReadOnlyList<Field> Schema { get; init; } = [];

    /// <summary>
    /// Whether undeclared columns of text files get types from a sample, and those of partitions from their values. Default
    /// true; when false they are strings, as they stand.
    /// </summary>
    public bool InferTypes { get; init; } = true;

    /// <summary>The formats that are known by the extensions of the files. Default <see cref="InputFormat.Defaults"/>.</summary>
    public IReadOnlyList<InputFormat> Formats { get; init; } = InputFormat.Defaults;

    /// <summary>Most rows of a batch. Default null, as for <see cref="FileSourceOptions.BatchSize"/>.</summary>
    public int? BatchSize { get; init; }
}
