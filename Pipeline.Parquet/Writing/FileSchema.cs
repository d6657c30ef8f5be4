using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Parquet.Conversions;
using SortingColumn = ParquetSharp.WriterProperties.SortingColumn;

namespace DataflowWrite.Parquet.Writing;

/// <summary>What follows from the columns and the options for every file that has them: the file's schema, its leaves, and how rows get there.</summary>
internal sealed class FileSchema
{
    private const string FieldIdKey = "PARQUET:field_id";

    private readonly Schema _source;
    private readonly ColumnConversion?[] _conversions;
    private readonly DateRangeCheck? _dates;

    private FileSchema(Schema source, ParquetOptions options)
    {
        var fields = source.FieldsList;
        _source = source;
        _conversions = [.. fields.Select(field => ColumnConversion.For(field.DataType, isNullable: field.IsNullable))];
        _dates = options.Compatibility == ParquetCompatibility.Spark3 ? new(fields) : null;
        Target = new Schema(
            fields.Select((field, i) => TargetOf(field, _conversions[i], options)), MetadataOf(source, options));
        Leaves = LeafOptions.Resolve([.. Target.FieldsList.SelectMany(Leaf.Of)], options);
        SortingColumns = [.. options.SortingColumns.Select(SortingColumnOf)];
    }

    /// <summary>The schema as the native writer gets it.</summary>
    public Schema Target { get; }

    public IReadOnlyList<LeafOptions> Leaves { get; }

    public SortingColumn[] SortingColumns { get; }

    /// <exception cref="NotSupportedException">A column has a type that Parquet, or the reader that the files are for, cannot hold.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, or that they do not fit.</exception>
    public static FileSchema Create(Schema source, ParquetOptions options)
    {
        if (source.FieldsList.Count == 0)
            throw new NotSupportedException("Parquet cannot hold rows without columns; keep at least one column in the files.");

        foreach (var field in source.FieldsList)
            TypeSupport.ThrowIfUnsupported(field);

        var schema = new FileSchema(source, options);
        CompatibilityCheck.ThrowIfUnreadable(schema, options);
        return schema;
    }

    /// <summary>The rows as arrays of <see cref="Target"/>, valid until the lease ends.</summary>
    /// <param name="batch">Rows with the columns of the source.</param>
    /// <param name="alone">Whether these are probably all rows of the file.</param>
    /// <param name="lease">Owns what had to be made.</param>
    /// <exception cref="ArgumentException">The batch has other columns.</exception>
    /// <exception cref="InvalidDataException">A value cannot be written.</exception>
    public RecordBatch Convert(RecordBatch batch, bool alone, ConversionLease lease)
    {
        if (SchemaMatch.FindDifference(_source, batch) is { } difference)
            throw new ArgumentException($"The batch does not have the columns of the file: {difference}.");

        _dates?.ThrowIfOutOfRange(batch);
        lease.IsAlone = alone;
        var columns = new IArrowArray[_conversions.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _conversions[i] is { } conversion ? Convert(i, batch.Column(i), conversion, lease) : batch.Column(i);

        return new(Target, columns, batch.Length);
    }

    private IArrowArray Convert(int column, IArrowArray array, ColumnConversion conversion, ConversionLease lease)
    {
        try
        {
            return ArrowArrayFactory.BuildArray(conversion.Convert(array.Data, lease));
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"Column '{_source.FieldsList[column].Name}' {failure.Message}", failure);
        }
    }

    private static Field TargetOf(Field field, ColumnConversion? conversion, ParquetOptions options)
    {
        var metadata = field.HasMetadata ? new Dictionary<string, string>(field.Metadata) : [];
        if (options.Columns.GetValueOrDefault(field.Name)?.FieldId is { } id)
            metadata[FieldIdKey] = $"{id}";

        return new(field.Name, conversion?.Target ?? field.DataType, field.IsNullable, metadata);
    }

    private static Dictionary<string, string> MetadataOf(Schema source, ParquetOptions options)
    {
        Dictionary<string, string> metadata = source.HasMetadata ? new(source.Metadata) : [];
        metadata.Remove(OptionsCheck.ArrowSchemaKey);
        foreach (var (key, value) in options.KeyValueMetadata)
            metadata[key] = value;

        return metadata;
    }

    private SortingColumn SortingColumnOf(ParquetSortingColumn sorted)
    {
        for (var i = 0; i < Leaves.Count; i++)
            if (Leaves[i].Leaf.Name == sorted.Column)
                return new(i, sorted.Descending, sorted.NullsFirst);

        throw new ArgumentException(
            $"SortingColumns names '{sorted.Column}', which is not a plain column of the files;"
            + $" they have {string.Join(", ", Leaves.Select(leaf => $"'{leaf.Leaf.Name}'"))}.");
    }
}
