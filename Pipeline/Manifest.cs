using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Stages;
using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>The text of a manifest: what a write has made and replaced, for readers that do not want to list. docs/commit-protocol.md describes it.</summary>
internal static class Manifest
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(
        WritePlan plan, Schema? schema, IReadOnlyCollection<PreparedFile> files, IReadOnlyList<ObjectPath> replaced)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("writeId", plan.WriteId);
            json.WriteString("format", plan.Format.Name);
            json.WriteString("compression", plan.Compression.ToString().ToLowerInvariant());
            WritePartitioning(json, plan, schema);
            json.WriteNumber("rows", files.Sum(file => file.Rows));
            json.WriteNumber("bytes", files.Sum(file => file.Pending.Size));
            json.WriteStartArray("files");
            foreach (var file in files.OrderBy(file => file.Pending.Path.Value, StringComparer.Ordinal))
                WriteFile(json, plan, file);

            json.WriteEndArray();
            json.WriteStartArray("replaced");
            foreach (var path in replaced)
                json.WriteStringValue(Relative(plan, path));

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WritePartitioning(Utf8JsonWriter json, WritePlan plan, Schema? schema)
    {
        json.WriteStartArray("partitionBy");
        foreach (var field in plan.Options.PartitionBy)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("column", field.SourceColumn);
            json.WriteString("field", field.ToString());
            if (schema?.FieldsLookup[field.SourceColumn].FirstOrDefault() is { } column)
                json.WriteString("type", ArrowTypes.NameOf(column.DataType));

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, WritePlan plan, PreparedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", Relative(plan, file.Pending.Path));
        json.WriteStartObject("partition");
        foreach (var value in file.Partition.Values)
            json.WriteString(value.Name, value.Text);

        json.WriteEndObject();
        json.WriteNumber("rows", file.Rows);
        json.WriteNumber("bytes", file.Pending.Size);
        if (file.Checksum is { } checksum)
            json.WriteString("crc32c", checksum.ToString("x8", CultureInfo.InvariantCulture));

        json.WriteStartArray("columns");
        foreach (var column in (file.Columns ?? []).Select(StatisticsText.Of))
            WriteColumn(json, column);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnStatistics column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteNumber("nulls", column.NullCount);
        WriteValue(json, "min", column.Min);
        WriteValue(json, "max", column.Max);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, StatisticValue? value)
    {
        json.WriteString(name, value?.Text);
        if (value is { IsExact: false })
            json.WriteBoolean($"{name}Exact", false);
    }

    private static string Relative(WritePlan plan, ObjectPath path)
        => plan.Destination.Path.TryGetRelative(path, out var relative) ? relative : path.Value;
}
