using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw write</c> says at its end.</summary>
internal static class WriteOutput
{
    public static Task PrintAsync(
        WriteResult result, Func<WrittenFile, string> pathOf, WriteArguments arguments, CliConsole console)
    {
        if (arguments.Json)
            return JsonOutput.PrintAsync(console, json => WriteJson(json, result, pathOf, arguments.DryRun));

        if (result.Outcome != WriteOutcome.Written)
            return console.WriteLinesAsync(result.Outcome == WriteOutcome.Ignored
                ? $"Wrote nothing: {arguments.To} holds data already, and the save mode leaves it alone."
                : $"Wrote nothing: write {result.WriteId} had succeeded in {arguments.To} before.");

        var seconds = result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return console.WriteLinesAsync(
            arguments.DryRun ? Plan(result, pathOf) : Summary("Wrote", result, $"to {arguments.To} in {seconds} s"));
    }

    private static void WriteJson(Utf8JsonWriter json, WriteResult result, Func<WrittenFile, string> pathOf, bool dryRun)
    {
        json.WriteStartObject();
        json.WriteString("writeId", result.WriteId);
        json.WriteString("outcome", OutcomeOf(result));
        json.WriteNumber("filesReplaced", result.FilesReplaced);
        json.WriteNumber("rows", result.Rows);
        json.WriteNumber("bytes", result.Bytes);
        json.WriteNumber("durationSeconds", result.Duration.TotalSeconds);
        json.WriteStartArray("files");
        foreach (var file in result.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", pathOf(file));
            JsonOutput.WritePartition(json, file.Partition.Values);
            json.WriteNumber("rows", file.Rows);
            json.WriteNumber("bytes", file.Bytes);
            if (file.Columns is { } columns)
                WriteColumns(json, columns);

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (dryRun)
            json.WriteBoolean("dryRun", true);

        json.WriteEndObject();
    }

    private static string OutcomeOf(WriteResult result) => result.Outcome switch
    {
        WriteOutcome.Written => "written",
        WriteOutcome.Ignored => "ignored",
        _ => "already-written",
    };

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<ColumnStatistics> columns)
    {
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteNumber("nulls", column.NullCount);
            WriteValue(json, "min", column.Min);
            WriteValue(json, "max", column.Max);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, StatisticValue? value)
    {
        json.WriteString(name, value?.Text);
        if (value is { IsExact: false })
            json.WriteBoolean($"{name}Exact", false);
    }

    private static string Plan(WriteResult result, Func<WrittenFile, string> pathOf)
    {
        var text = new StringBuilder();
        foreach (var file in result.Files)
            text.Append($"{pathOf(file)}  {Quantity.Of(file.Rows, "row")}  {Quantity.Of(file.Bytes, "byte")}\n");

        return text.Append(Summary("Would write", result, "(dry run: nothing was written)")).ToString();
    }

    private static string Summary(string verb, WriteResult result, string end)
        => $"{verb} {Quantity.Of(result.Rows, "row")} in {Quantity.Of(result.Files.Count, "file")}, "
            + $"{Quantity.Of(result.Bytes, "byte")}, {end}.";
}
