using System.CommandLine;

namespace DataflowWrite.Cli;

/// <summary><c>dfw write</c>: reads the inputs and writes them as one dataset.</summary>
internal static class WriteCommand
{
    public const string Name = "write";

    private const string Help = """
        Writes CSV, JSON Lines, Arrow or Parquet files, or the result of a query, as one dataset. Everything appears, or nothing does.

          dfw write sales.csv --to sales/ --format csv --compression gzip --partition-by country,year
          dfw write views.parquet --to views/ --format parquet --partition-by 'day(viewed_at),bucket(16,user_id)'
          dfw write 'logs/**/*.jsonl.zst' --to all.jsonl.gz
          dfw write sales.csv --to sales/ --schema 'zip:string,price:decimal(10,2)'
          generate | dfw write - --input-format arrow --to rows/ --json
          dfw write sales/ --to sales.parquet
          dfw write sales.csv --to s3://bucket/sales/ --format parquet
          dfw write --connection postgres://reader@db/shop --query 'select * from sales' --to sales/ --partition-by year
        """;

    public static Command Create(CliConsole console, Option<bool> verbose)
    {
        var command = new Command(Name, Help);
        var options = new WriteOptionSet(command);
        command.SetAction((parsed, cancellationToken)
            => RunAsync(options.Read(parsed), console, parsed.GetValue(verbose), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        WriteArguments arguments, CliConsole console, bool verbose, CancellationToken cancellationToken)
    {
        try
        {
            using var destination = new OpenDestination(arguments.To);
            var output = OutputFormat.Of(arguments);
            await using var input = await WriteInput.OpenAsync(arguments, console.Input, cancellationToken);
            var result = await WriteAsync(input, destination.Place, arguments, output, console, verbose, cancellationToken);
            await PrintAsync(result, file => arguments.DryRun ? PathOf(file, destination.Place) : file.Path, arguments, console);
            return ExitCode.Done;
        }
        catch (ArgumentException e)
        {
            throw WriteUsage.Named(e, arguments);
        }
    }

    /// <summary>The dataset is there: a result that nobody can be told does not make a failure of it, which a script would repeat.</summary>
    private static async Task PrintAsync(
        WriteResult result, Func<WrittenFile, string> pathOf, WriteArguments arguments, CliConsole console)
    {
        try
        {
            await WriteOutput.PrintAsync(result, pathOf, arguments, console);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !arguments.DryRun)
        {
            console.Error.WriteLine($"dfw: The dataset is written, but its result could not be printed: {e.Message}");
        }
    }

    private static async Task<WriteResult> WriteAsync(
        WriteInput input,
        WriteDestination destination,
        WriteArguments arguments,
        OutputFormat output,
        CliConsole console,
        bool verbose,
        CancellationToken cancellationToken)
    {
        using var progress = arguments.ShowsProgress && console.ErrorIsTerminal
            ? new ProgressLine(console.Error, input, TimeProvider.System)
            : null;
        var options = arguments.ToOptions(output) with
        {
            Schema = input.Schema,
            Progress = progress,
            Logger = verbose ? new ConsoleLogger(console.Error) : null,
        };
        var target = arguments.DryRun ? DryRunStore.Instead(destination) : destination;
        return await DatasetWriter.WriteAsync(input.ReadAsync(cancellationToken), target, options, cancellationToken);
    }

    /// <summary>
    /// The path that a write would have given the file; the store of a dry run knows nothing of the destination's text.
    /// </summary>
    private static string PathOf(WrittenFile file, WriteDestination destination)
        => destination.Path.TryGetRelative(file.ObjectPath, out var relative)
            ? $"{destination.Text.TrimEnd('/')}/{relative}"
            : destination.Text;
}
