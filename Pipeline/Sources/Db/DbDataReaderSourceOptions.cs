using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>How the result of a query becomes record batches.</summary>
public sealed record DbDataReaderSourceOptions
{
    /// <summary>
    /// The types of these columns, by name, instead of those that the provider's columns have by themselves. Default
    /// none. Each value is taken exactly or is an error, except that a floating-point type takes the nearest number. A
    /// field that is not nullable refuses nulls. <see cref="SchemaText"/> reads fields from text.
    /// </summary>
    public IReadOnlyList<Field> Schema { get; init; } = [];

    /// <summary>Rows of a batch. Default 8,192; a batch ends earlier with the result, and after 16 MiB of values.</summary>
    public int BatchSize { get; init; } = FileSourceOptions.DefaultTextBatchSize;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Schema);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
    }
}
