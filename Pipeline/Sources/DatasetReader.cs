using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>
/// A dataset on the local disk as record batches: the columns of the files, then the partition values that the directories
/// say. All files are of one format, plain or compressed. Names that begin with a dot or an underscore are hidden. The
/// caller disposes the batches.
/// </summary>
/// <remarks>
/// A partition column has the type that the schema declares. Else it has that which the rules of
/// <see cref="InputFormat.Csv"/> give for its values in all directories, the null marker apart: int64, float64, bool, date32
/// or timestamp where all of them are such, and string for anything else.
/// </remarks>
public sealed class DatasetReader
{
    private readonly FileSource _files;
    private readonly SourceColumn[] _partitionColumns;
    private readonly int[] _partitionFields;

    private DatasetReader(IReadOnlyList<DatasetFile> files, InputFormat format, FileSource source, DatasetReaderOptions options)
    {
        Files = files;
        Format = format;
        _files = source;

        // A partition column that was kept in the files is read from there.
        var names = PartitionNames(files);
        var inFiles = source.Schema.FieldsList.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        _partitionFields = [.. Enumerable.Range(0, names.Length).Where(i => !inFiles.Contains(names[i]))];
        _partitionColumns = System.Array.ConvertAll(_partitionFields, i => PartitionColumn(files, i, options));
        Schema = _partitionColumns.Length == 0
            ? source.Schema
            : new Schema([.. source.Schema.FieldsList, .. _partitionColumns.Select(column => column.Field)], source.Schema.Metadata);
        PartitionColumns = names;
    }

    /// <summary>The files in ordinal order of their paths.</summary>
    public IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>
    /// The columns of the files, as these state them where they do, then those partition columns that the files do not hold,
    /// which are nullable.
    /// </summary>
    public Schema Schema { get; }

    /// <summary>The format of the files.</summary>
    public InputFormat Format { get; }

    /// <summary>The names of the partition columns, outermost first.</summary>
    public IReadOnlyList<string> PartitionColumns { get; }

    /// <summary>Stored bytes of all files, or null when that is not known.</summary>
    public long? Length => _files.Length;

    /// <summary>Stored bytes read so far. May be asked by any thread.</summary>
    public long BytesRead => _files.BytesRead;

    /// <summary>Finds the files of a directory, or takes a single file, and settles the schema.</summary>
    /// <exception cref="FileNotFoundException">There is no such dataset, or no data file in it.</exception>
    /// <exception cref="SourceFormatException">
    /// A file is of none of the formats, is malformed, or does not go with the others.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range, or declares a column that is not there.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<DatasetReader> OpenAsync(
        string path, DatasetReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var files = DatasetListing.Find(path);
        var format = FormatOf(files, options.Formats);
        DatasetListing.RequireOnePartitioning(files);
        var source = await OpenFilesAsync(files, format, options, cancellationToken).ConfigureAwait(false);
        return new(files, format, source, options);
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
            yield return EmptyBatch.Of(Schema);
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

    /// <summary>The number of rows of one of the files, which are not decoded where the format keeps their number.</summary>
    /// <exception cref="SourceFormatException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<long> CountRowsAsync(DatasetFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _files.CountRowsAsync(file.File, cancellationToken);
    }

    private static InputFormat FormatOf(IReadOnlyList<DatasetFile> files, IReadOnlyList<InputFormat> formats)
    {
        InputFormat? first = null;
        foreach (var (file, _, _) in files)
        {
            var format = formats.FirstOrDefault(format => format.Extensions.Contains(file.Extension))
                ?? throw new SourceFormatException(file.Name, 0, null,
                    $"{file.Name} is no data file; the files of a dataset end in {Listed(formats)}, plain or compressed. Move it away, or let its name "
                    + "begin with an underscore, which hides it.");
            first ??= format;
            if (format != first)
                throw new SourceFormatException(file.Name, 0, null,
                    $"{file.Name} and {files[0].File.Name} are of different formats; read one dataset at a time.");
        }

        return first!;
    }

    private static string Listed(IReadOnlyList<InputFormat> formats)
        => string.Join(", ", formats.SelectMany(format => format.Extensions).Select(extension => "." + extension));

    private static async Task<FileSource> OpenFilesAsync(
        IReadOnlyList<DatasetFile> files, InputFormat format, DatasetReaderOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<SourceFile> sources = [.. files.Select(file => file.File)];
        var partitions = PartitionNames(files);
        Field[] declared = [.. options.Schema.Where(field => !partitions.Contains(field.Name))];
        var common = new FileSourceOptions
        {
            InferTypes = options.InferTypes,
            SampleRows = options.SampleRows,
            SampleBytes = options.SampleBytes,
            BatchSize = options.BatchSize,
        };
        if (format.StatesTypes)
        {
            var typed = await format.OpenAsync(sources, common, cancellationToken).ConfigureAwait(false);
            RequireDeclaredTypes(typed, declared);
            return typed;
        }

        var source = await format.OpenAsync(sources, common with { Schema = declared }, cancellationToken).ConfigureAwait(false);

        // Only the files say whether they keep a partition column.
        Field[] kept = [.. options.Schema.Where(field => partitions.Contains(field.Name) && source.Schema.GetFieldIndex(field.Name) >= 0)];
        return kept.Length == 0
            ? source
            : await format.OpenAsync(sources, common with { Schema = [.. declared, .. kept] }, cancellationToken).ConfigureAwait(false);
    }

    private static void RequireDeclaredTypes(FileSource source, Field[] declared)
    {
        foreach (var field in declared)
        {
            var index = source.Schema.GetFieldIndex(field.Name, StringComparer.Ordinal);
            if (index < 0)
                throw new ArgumentException($"The schema declares '{field.Name}', which the dataset does not have.");

            var found = source.Schema.GetFieldByIndex(index).DataType;
            if (!ArrowTypes.Same(field.DataType, found))
                throw new SourceFormatException(source.Files[0].Name, 0, field.Name,
                    $"{source.Files[0].Name}, column '{field.Name}': the file says {ArrowTypes.NameOf(found)}, and the schema "
                    + $"{ArrowTypes.NameOf(field.DataType)}; read it as it is.");
        }
    }

    private static string[] PartitionNames(IReadOnlyList<DatasetFile> files) => [.. files[0].Partition.Select(value => value.Name)];

    private static SourceColumn PartitionColumn(IReadOnlyList<DatasetFile> files, int field, DatasetReaderOptions options)
    {
        var name = files[0].Partition[field].Name;
        if (options.Schema.FirstOrDefault(declared => declared.Name == name) is { } declared)
            return new(name, declared.DataType, Inferred: false);

        var kinds = TextKinds.None;
        foreach (var file in files)
            if (file.Partition[field].Text is { } text)
                kinds |= TextKind.Of(Encoding.UTF8.GetBytes(text));

        return new(name, TextKind.TypeOf(options.InferTypes ? kinds : TextKinds.Text), options.InferTypes);
    }

    private RecordBatch WithPartition(RecordBatch batch, DatasetFile file)
    {
        var arrays = batch.Arrays.ToList();
        for (var i = 0; i < _partitionColumns.Length; i++)
            arrays.Add(Repeat(_partitionColumns[i], file, _partitionFields[i], batch.Length));

        return new DerivedBatch(Schema, arrays, batch);
    }

    private static IArrowArray Repeat(SourceColumn column, DatasetFile file, int field, int rows)
    {
        var builder = column.CreateBuilder();
        var text = file.Partition[field].Text is { } value ? Encoding.UTF8.GetBytes(value) : null;
        for (var i = 0; i < rows; i++)
            if (text is null)
                builder.AppendNull();
            else if (!builder.TryAppend(text))
                throw new SourceFormatException(file.File.Name, 0, column.Name,
                    $"{file.File.Name}, partition column '{column.Name}': {column.Misfit(text)}");

        return builder.Build();
    }
}
