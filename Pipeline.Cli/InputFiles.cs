using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>From the names of the inputs to a source of one format.</summary>
internal static class InputFiles
{
    private const string StandardInput = "-";

    private static readonly IReadOnlyList<InputFormat> Known = InputFormat.Defaults;

    public static IReadOnlyList<SourceFile> Find(WriteArguments arguments, Stream standardInput)
    {
        if (arguments.Inputs.Count(name => name == StandardInput) > 1)
            throw new UsageException("'-' is named twice; standard input can be read only once.");

        var files = new List<SourceFile>();
        foreach (var name in arguments.Inputs)
        {
            if (name == StandardInput)
                files.Add(arguments.InputFormat is { } format
                    ? SourceFile.FromStream("standard input", standardInput, format.Compression)
                    : throw new UsageException("'-' needs --input-format csv, jsonl or ndjson, with .gz or .zst when it is compressed."));
            else
                files.AddRange(SourceFile.Find(name));
        }

        return files;
    }

    public static Task<FileSource> OpenAsync(
        IReadOnlyList<SourceFile> files, WriteArguments arguments, CancellationToken cancellationToken)
    {
        var format = arguments.InputFormat is { } given ? Known.First(format => format.Name == given.Format) : FormatOf(files);
        if (arguments.Delimiter is { } delimiter)
            format = format.Name == "csv"
                ? InputFormat.Csv(new() { Delimiter = delimiter })
                : throw new UsageException($"--delimiter is for CSV input, and the input is {format.Name}; leave it out.");

        var options = new FileSourceOptions
        {
            Schema = arguments.Schema,
            BatchSize = arguments.BatchSize,
            SampleRows = arguments.SampleRows ?? FileSourceOptions.DefaultSampleRows,

            // A number of rows that was asked for is looked at whatever its size.
            SampleBytes = arguments.SampleRows is null ? FileSourceOptions.DefaultSampleBytes : int.MaxValue,
        };
        return format.OpenAsync(files, options, cancellationToken);
    }

    private static InputFormat FormatOf(IReadOnlyList<SourceFile> files)
    {
        InputFormat? first = null;
        foreach (var file in files)
        {
            var format = Known.FirstOrDefault(format => format.Extensions.Contains(file.Extension))
                ?? throw new UsageException(
                    $"'{file.Name}' has no extension that names a format; give --input-format csv, jsonl or ndjson.");
            first ??= format;
            if (format != first)
                throw new UsageException(
                    $"'{files[0].Name}' and '{file.Name}' are of different formats; write them one after the other, or give "
                    + "--input-format.");
        }

        return first!;
    }
}
