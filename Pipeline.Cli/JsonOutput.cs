using System.Text.Encodings.Web;
using System.Text.Json;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Cli;

/// <summary>One JSON object on one line of standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task PrintAsync(CliConsole console, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);

        bytes.WriteByte((byte)'\n');
        await console.Output.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    public static void WritePartition(Utf8JsonWriter json, IReadOnlyList<PartitionValue> values)
    {
        json.WriteStartObject("partition");
        foreach (var value in values)
            json.WriteString(value.Name, value.Text);

        json.WriteEndObject();
    }
}
