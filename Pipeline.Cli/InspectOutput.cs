using System.Globalization;
using System.Text;
using System.Text.Json;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw inspect</c> says.</summary>
internal static class InspectOutput
{
    private const int ShownFiles = 20;

    public static Task PrintAsync(DatasetReport report, bool asJson, CliConsole console)
        => asJson ? JsonOutput.PrintAsync(console, json => WriteJson(json, report)) : console.WriteLinesAsync(Text(report));

    private static void WriteJson(Utf8JsonWriter json, DatasetReport report)
    {
        json.WriteStartObject();
        json.WriteString("path", report.Path);
        json.WriteString("format", report.Format);
        json.WriteNumber("partitions", report.Partitions);
        json.WriteNumber("rows", report.TotalRows);
        json.WriteNumber("bytes", report.TotalBytes);
        json.WriteStartArray("schema");
        foreach (var field in report.Schema.FieldsList)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", SchemaText.FormatType(field.DataType));
            json.WriteBoolean("partition", report.PartitionColumns.Contains(field.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        for (var i = 0; i < report.Files.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("path", report.Files[i].File.Name);
            JsonOutput.WritePartition(json, report.Files[i].Partition);
            json.WriteNumber("rows", report.Rows[i]);
            json.WriteNumber("bytes", report.Files[i].File.Length ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(DatasetReport report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"files       {report.Files.Count:N0} ({report.Format})");
        if (report.PartitionColumns.Count > 0)
            Line($"partitions  {report.Partitions:N0} by {string.Join(", ", report.PartitionColumns)}");

        Line($"rows        {report.TotalRows:N0}");
        Line($"bytes       {report.TotalBytes:N0}");
        Line($"schema");
        var width = report.Schema.FieldsList.Max(field => field.Name.Length);
        foreach (var field in report.Schema.FieldsList)
        {
            var mark = report.PartitionColumns.Contains(field.Name) ? "  (partition)" : "";
            Line($"  {field.Name.PadRight(width)}  {SchemaText.FormatType(field.DataType)}{mark}");
        }

        for (var i = 0; i < Math.Min(report.Files.Count, ShownFiles); i++)
        {
            var file = report.Files[i];
            Line($"{file.RelativePath}  {Quantity.Of(report.Rows[i], "row")}  {Quantity.Of(file.File.Length ?? 0, "byte")}");
        }

        if (report.Files.Count > ShownFiles)
            Line($"... and {report.Files.Count - ShownFiles:N0} more; --json lists all of them");

        return text.ToString().TrimEnd('\n');
    }
}
