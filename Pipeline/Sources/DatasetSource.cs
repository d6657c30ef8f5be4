using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Sources.Csv;
using DataflowWrite.Sources.JsonLines;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>
/// A dataset of CSV or JSON Lines files on the local disk as record batches: the columns of the files, then the
/// partition values that the directories say. Names that begin with a dot or an underscore are hidden. The caller
/// disposes the batches.
/// </summary>
public sealed class DatasetSource
{
    private readonly FileSource _files;
    private readonly SourceColumn[] _partitionColumns;
    private readonly int[] _partitionFields;

    private DatasetSource(IReadOnlyList<DatasetFile> files, FileSource source, bool inferTypes)
    {
        Files = files;
        _files = source;

        // A partition column that was kept in the files is read from there.
        var names = files[0].Partition.Select(value => value.Name).ToArray();
        var inFiles = source.Schema.FieldsList.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        _partitionFields = [.. Enumerable.Range(0, names.Length).Where(i => !inFiles.Contains(names[i]))];
        _partitionColumns = System.Array.ConvertAll(_partitionFields, i => PartitionColumn(files, i, inferTypes));
        Schema = new Schema([.. source.Schema.FieldsList, .. _partitionColumns.Select(column => column.Field)], null);
        PartitionColumns = names;
    }

    /// <summary>The files in ordinal order of their paths.</summary>
    public IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>
    /// The columns of the files, then those partition columns that the files do not hold. All are nullable.
    /// </summary>
    public Schema Schema { get; }

    /// <summary>The names of the partition columns, outermost first.</summary>
    public IReadOnlyList<string> PartitionColumns { get; }

    /// <summary>Finds the files of a directory, or takes a single file, and settles the schema.</summary>
    /// <exception cref="FileNotFoundException">There is no such dataset, or no data file in it.</exception>
    /// <exception cref="SourceFormatException">
    /// A file is neither CSV nor JSON Lines, is malformed, or does not go with the others.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<DatasetSource> OpenAsync(
        string path, DatasetSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var files = DatasetListing.Find(path);
        var source = await OpenFilesAsync([.. files.Select(file => file.File)], options, cancellationToken).ConfigureAwait(false);
        return new(files, source, options.InferTypes);
    }

    /// <summary>
    /// The rows of all files in order; one batch without rows when there are none, so that the schema is seen.
    /// </summary>
    /// <exception cref="SourceFormatException">
    /// A file is malformed, or a value does not fit; the message says where.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var any = false;
        foreach (var file in Files)
            await foreach (var batch in ReadFileAsync(file, cancellationToken).ConfigureAwait(false))
            {
                any = true;
                yield return batch;
            }

        if (!any)
            yield return new(Schema, _files.Columns.Concat(_partitionColumns).Select(column => column.CreateBuilder().Build()), 0);
    }

    /// <summary>The rows of one of the files.</summary>
    /// <exception cref="SourceFormatException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async IAsyncEnumerable<RecordBatch> ReadFileAsync(
        DatasetFile file, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        await foreach (var batch in _files.ReadFileAsync(file.File, cancellationToken).ConfigureAwait(false))
            yield return _partitionColumns.Length == 0 ? batch : WithPartition(batch, file);
    }

    private static async Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, DatasetSourceOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in files)
            if (file.Format != files[0].Format)
                throw new SourceFormatException(file.Name, 0, null,
                    $"{file.Name} and {files[0].Name} are of different formats; read one dataset at a time.");

        return files[0].Format switch
        {
            "csv" => await CsvSource.OpenAsync(files, Common(new CsvSourceOptions(), options), cancellationToken)
                .ConfigureAwait(false),
            "jsonl" => await JsonLinesSource.OpenAsync(files, Common(new JsonLinesSourceOptions(), options), cancellationToken)
                .ConfigureAwait(false),
            _ => throw new SourceFormatException(files[0].Name, 0, null,
                $"{files[0].Name} is no data file; the files of a dataset end in .csv, .jsonl or .ndjson, plain or compressed, as .csv.gz."),
        };
    }

    private static TOptions Common<TOptions>(TOptions options, DatasetSourceOptions from)
        where TOptions : FileSourceOptions
        => (TOptions)(options with { InferTypes = from.InferTypes, BatchSize = from.BatchSize });

    private static SourceColumn PartitionColumn(IReadOnlyList<DatasetFile> files, int field, bool inferTypes)
    {
        var kinds = TextKinds.None;
        foreach (var file in files)
            if (file.Partition[field].Text is { } text)
                kinds |= TextKind.Of(Encoding.UTF8.GetBytes(text));

        return new(files[0].Partition[field].Name, TextKind.TypeOf(inferTypes ? kinds : TextKinds.Text), inferTypes);
    }

    private RecordBatch WithPartition(RecordBatch batch, DatasetFile file)
    {
        var arrays = batch.Arrays.ToList();
        for (var i = 0; i < _partitionColumns.Length; i++)
            arrays.Add(Repeat(_partitionColumns[i].CreateBuilder(), file.Partition[_partitionFields[i]].Text, batch.Length));

        return new(Schema, arrays, batch.Length);
    }

    private static IArrowArray Repeat(ColumnBuilder builder, string? text, int rows)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < rows; i++)
            if (bytes is null || !builder.TryAppend(bytes))
                builder.AppendNull();

        return builder.Build();
    }
}
