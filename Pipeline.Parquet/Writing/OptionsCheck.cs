using System.Collections.Frozen;

namespace DataflowWrite.Parquet.Writing;

/// <summary>Refuses options that cannot be meant, and takes a copy that nobody can change.</summary>
internal static class OptionsCheck
{
    /// <summary>Where Arrow keeps its own schema in the footer.</summary>
    public const string ArrowSchemaKey = "ARROW:schema";

    public static ParquetOptions Checked(ParquetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.SortingColumns, nameof(options.SortingColumns));
        ArgumentNullException.ThrowIfNull(options.KeyValueMetadata, nameof(options.KeyValueMetadata));
        ArgumentNullException.ThrowIfNull(options.Columns, nameof(options.Columns));
        ArgumentException.ThrowIfNullOrEmpty(options.CreatedBy, nameof(options.CreatedBy));
        Defined(nameof(options.Codec), options.Codec);
        Defined(nameof(options.Encoding), options.Encoding);
        Defined(nameof(options.Statistics), options.Statistics);
        Defined(nameof(options.PageVersion), options.PageVersion);
        Defined(nameof(options.Compatibility), options.Compatibility);
        AtLeastOne(nameof(options.RowGroupRows), options.RowGroupRows);
        AtLeastOne(nameof(options.RowGroupBytes), options.RowGroupBytes);
        AtLeastOne(nameof(options.DataPageSize), options.DataPageSize);
        AtLeastOne(nameof(options.DictionaryPageSizeLimit), options.DictionaryPageSizeLimit);
        AtLeastOne(nameof(options.WriteBatchSize), options.WriteBatchSize);
        CodecLevels.ThrowIfInvalid(options.Codec, options.CompressionLevel, nameof(options.CompressionLevel));
        if (options.KeyValueMetadata.ContainsKey(ArrowSchemaKey))
            throw new ArgumentException($"KeyValueMetadata has the key {ArrowSchemaKey}, which is the format's own; leave it out.");

        foreach (var (name, column) in options.Columns)
            CheckColumn(name, column, options);

        var twice = options.SortingColumns.GroupBy(sorted => sorted.Column).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"SortingColumns names '{twice.Key}' twice.");

        return options with
        {
            SortingColumns = [.. options.SortingColumns],
            KeyValueMetadata = options.KeyValueMetadata.ToFrozenDictionary(StringComparer.Ordinal),
            Columns = options.Columns.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private static void CheckColumn(string name, ParquetColumnOptions column, ParquetOptions file)
    {
        ArgumentNullException.ThrowIfNull(column, $"Columns['{name}']");
        Defined($"Codec of column '{name}'", column.Codec);
        Defined($"Encoding of column '{name}'", column.Encoding);
        Defined($"Statistics of column '{name}'", column.Statistics);
        CodecLevels.ThrowIfInvalid(column.Codec ?? file.Codec, column.CompressionLevel, $"CompressionLevel of column '{name}'");
        if (column.FieldId < 0)
            throw new ArgumentException($"FieldId of column '{name}' is {column.FieldId}; it must be at least 0.");
    }

    private static void AtLeastOne(string name, long? value)
    {
        if (value < 1)
            throw new ArgumentException($"{name} is {value}; it must be at least 1.");
    }

    private static void Defined<T>(string name, T? value)
        where T : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
            throw new ArgumentException($"{name} is {given}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static void Defined<T>(string name, T value)
        where T : struct, Enum
        => Defined<T>(name, (T?)value);
}
