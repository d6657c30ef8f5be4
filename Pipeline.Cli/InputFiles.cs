using DataflowWrite.Sources;
using DataflowWrite.Sources.Csv;
using DataflowWrite.Sources.JsonLines;

namespace DataflowWrite.Cli;

/// <summary>From the names of the inputs to a source of one format.</summary>
internal static class InputFiles
{
    private const string StandardInput = "-";

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
                    : throw new UsageException("'-' needs --input-format csv, jsonl or ndjson, with .gz, .zst, .bz2, .xz, .lz4 or .sz when it is compressed."));
            else
                files.AddRange(SourceFile.Find(name));
        }

        return files;
    }

    public static async Task<FileSource> OpenAsync(
        IReadOnlyList<SourceFile> files, WriteArguments arguments, CancellationToken cancellationToken)
    {
        var format = arguments.InputFormat?.Format ?? FormatOf(files);
        if (format == "csv")
        {
            var csv = new CsvSourceOptions { Delimiter = arguments.Delimiter ?? ',' };
            return await CsvSource.OpenAsync(files, Common(csv, arguments), cancellationToken);
        }

        if (arguments.Delimiter is not null)
            throw new UsageException("--delimiter is for CSV input, and the input is JSON Lines; leave it out.");

        return await JsonLinesSource.OpenAsync(files, Common(new JsonLinesSourceOptions(), arguments), cancellationToken);
    }

    private static TOptions Common<TOptions>(TOptions options, WriteArguments arguments)
        where TOptions : FileSourceOptions
        => (TOptions)(options with
        {
            Schema = arguments.Schema,
            BatchSize = arguments.BatchSize ?? FileSourceOptions.DefaultBatchSize,
            SampleRows = arguments.SampleRows ?? FileSourceOptions.DefaultSampleRows,

            // A number of rows that was asked for is looked at whatever its size.
            SampleBytes = arguments.SampleRows is null ? FileSourceOptions.DefaultSampleBytes : int.MaxValue,
        });

    private static string FormatOf(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files)
            if (file.Format is not ("csv" or "jsonl"))
                throw new UsageException(
                    $"'{file.Name}' has no extension that names a format; give --input-format csv, jsonl or ndjson.");
            else if (file.Format != files[0].Format)
                throw new UsageException(
                    $"'{files[0].Name}' and '{file.Name}' are of different formats; write them one after the other, or give "
                    + "--input-format.");

        return files[0].Format;
    }
}
