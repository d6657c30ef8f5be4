using System.CommandLine;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary><c>dfw inspect</c>: what a dataset is made of.</summary>
internal static class InspectCommand
{
    /// <summary>What <c>inspect</c> and <c>cat</c> take.</summary>
    public const string DatasetHelp = "A directory or a file of CSV, JSON Lines, Arrow or Parquet, plain or compressed.";

    private const string Help = """
        Shows the files, partitions, rows, bytes and schema of a dataset or file. It reads the rows of text to count them.

          dfw inspect out/
          dfw inspect out/ --json
        """;

    public static Command Create(CliConsole console)
    {
        var dataset = new Argument<string>("dataset") { Description = DatasetHelp };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("inspect", Help);
        command.Arguments.Add(dataset);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(dataset);
            UsageText.RefuseOptions([path], "inspect");
            var report = await MeasureAsync(path, cancellationToken);
            await InspectOutput.PrintAsync(report, parsed.GetValue(json), console);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The types of text come from a sample, its rows from a count that cares for no type.</summary>
    private static async Task<DatasetReport> MeasureAsync(string path, CancellationToken cancellationToken)
    {
        var typed = await DatasetReader.OpenAsync(path, new() { Formats = InputFormats.Known }, cancellationToken);
        var counted = typed.Format.StatesTypes
            ? typed
            : await DatasetReader.OpenAsync(path, new() { InferTypes = false, Formats = InputFormats.Known }, cancellationToken);
        var rows = new List<long>();
        foreach (var file in counted.Files)
            rows.Add(await counted.CountRowsAsync(file, cancellationToken));

        return new(path, typed.Format.Name, counted.Files, rows, typed.Schema, typed.PartitionColumns);
    }
}
