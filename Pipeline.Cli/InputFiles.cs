using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>From the names of the inputs to rows of one format.</summary>
internal static class InputFiles
{
    private const string StandardInput = "-";

    public static async Task<WriteInput> OpenAsync(WriteArguments arguments, Stream standardInput, CancellationToken cancellationToken)
    {
        if (arguments.Inputs.FirstOrDefault(name => name != StandardInput && Directory.Exists(name)) is { } directory)
            return WriteInput.Of(await OpenDatasetAsync(directory, arguments, cancellationToken));

        return WriteInput.Of(await OpenFilesAsync(Find(arguments, standardInput), arguments, cancellationToken));
    }

    private static List<SourceFile> Find(WriteArguments arguments, Stream standardInput)
    {
        if (arguments.Inputs.Count(name => name == StandardInput) > 1)
            throw new UsageException("'-' is named twice; standard input can be read only once.");

        var files = new List<SourceFile>();
        foreach (var name in arguments.Inputs)
        {
            if (name == StandardInput)
                files.Add(arguments.InputFormat is { } format
                    ? SourceFile.FromStream("standard input", standardInput, format.Compression)
                    : throw new UsageException($"'-' needs --input-format {InputFormats.Listed}, with .gz or the like when it is compressed."));
            else
                files.AddRange(SourceFile.Find(name));
        }

        return files;
    }

    private static Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, WriteArguments arguments, CancellationToken cancellationToken)
    {
        var format = Delimited(arguments.InputFormat?.Format ?? FormatOf(files), arguments);
        if (format.StatesTypes && arguments.Schema.Count > 0)
            throw new UsageException($"--schema is for text, and {format.Name} input states its types; leave it out.");

        var options = new FileSourceOptions
        {
            Schema = arguments.Schema,
            BatchSize = arguments.BatchSize,
            SampleRows = SampleRows(arguments),
            SampleBytes = SampleBytes(arguments),
        };
        return format.OpenAsync(files, options, cancellationToken);
    }

    private static Task<DatasetReader> OpenDatasetAsync(string directory, WriteArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Inputs.Count > 1)
            throw new UsageException($"'{directory}' is a directory, which is read as a dataset by itself; name it alone, or name files.");

        if (arguments.InputFormat is not null)
            throw new UsageException($"--input-format is for files, and those of the dataset '{directory}' say their format; leave it out.");

        return DatasetReader.OpenAsync(
            directory,
            new()
            {
                Formats = arguments.Delimiter is null
                    ? InputFormats.Known
                    : [.. InputFormats.Known.Select(format => format.Name == "csv" ? Delimited(format, arguments) : format)],
                Schema = arguments.Schema,
                BatchSize = arguments.BatchSize,
                SampleRows = SampleRows(arguments),
                SampleBytes = SampleBytes(arguments),
            },
            cancellationToken);
    }

    private static InputFormat Delimited(InputFormat format, WriteArguments arguments)
    {
        if (arguments.Delimiter is not { } delimiter)
            return format;

        return format.Name == "csv"
            ? InputFormat.Csv(new() { Delimiter = delimiter })
            : throw new UsageException($"--delimiter is for CSV input, and the input is {format.Name}; leave it out.");
    }

    private static int SampleRows(WriteArguments arguments) => arguments.SampleRows ?? FileSourceOptions.DefaultSampleRows;

    /// <summary>A number of rows that was asked for is looked at whatever its size.</summary>
    private static int SampleBytes(WriteArguments arguments)
        => arguments.SampleRows is null ? FileSourceOptions.DefaultSampleBytes : int.MaxValue;

    private static InputFormat FormatOf(IReadOnlyList<SourceFile> files)
    {
        InputFormat? first = null;
        foreach (var file in files)
        {
            var format = InputFormats.Find(file.Extension)
                ?? throw new UsageException($"'{file.Name}' has no extension that names a format; give --input-format {InputFormats.Listed}.");
            first ??= format;
            if (format != first)
                throw new UsageException(
                    $"'{files[0].Name}' and '{file.Name}' are of different formats; write them one after the other, or give "
                    + "--input-format.");
        }

        return first!;
    }
}
