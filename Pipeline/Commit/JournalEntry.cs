using System.Buffers;
using System.Text.Json;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>One step of a write, as it is stored: immutable once it is there.</summary>
internal sealed record JournalEntry(JournalState State, string Mark)
{
    private const int Version = 1;

    /// <summary>Of an intent.</summary>
    public SaveMode Mode { get; init; }

    /// <summary>Of an intent: the object of a write of one file; null for a dataset.</summary>
    public ObjectPath? SingleFile { get; init; }

    /// <summary>What the write covers, as canonical partition paths; null for the whole dataset.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>Of an overtaken write: the id of the one that was first.</summary>
    public string? OvertakenBy { get; init; }

    public IReadOnlyList<PendingObject> Tokens { get; init; } = [];

    /// <summary>The visible objects to delete once all tokens are visible.</summary>
    public IReadOnlyList<ObjectPath> Deletes { get; init; } = [];

    /// <summary>Small objects to put at the very end, in this order: the manifest, the success file.</summary>
    public IReadOnlyList<FinalObject> Finals { get; init; } = [];

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer);

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The bytes are no entry of this version.</exception>
    public static JournalEntry Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static JournalEntry Read(JsonElement root)
    {
        if (root.GetProperty("version").GetInt32() != Version)
            throw new FormatException("a newer version of this library wrote it");

        return new(Enum.Parse<JournalState>(Text(root, "state")!), Text(root, "mark")!)
        {
            Mode = Enum.Parse<SaveMode>(Text(root, "mode")!),
            SingleFile = Text(root, "file") is { } file ? ObjectPath.Parse(file) : null,
            OvertakenBy = Text(root, "by"),
            Scope = root.TryGetProperty("scope", out var scope) ? [.. scope.EnumerateArray().Select(item => item.GetString()!)] : null,
            Tokens = [.. Items(root, "tokens").Select(item => PendingObject.FromJson(item.GetString()!))],
            Deletes = [.. Items(root, "deletes").Select(item => ObjectPath.Parse(item.GetString()!))],
            Finals = [.. Items(root, "finals").Select(item => new FinalObject(ObjectPath.Parse(Text(item, "path")!), Text(item, "text")!))],
        };
    }

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name)
        => root.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("state", State.ToString());
        writer.WriteString("mark", Mark);
        writer.WriteString("mode", Mode.ToString());
        if (SingleFile is { } file)
            writer.WriteString("file", file.Value);

        if (OvertakenBy is not null)
            writer.WriteString("by", OvertakenBy);

        if (Scope is not null)
            WriteTexts(writer, "scope", Scope);

        WriteTexts(writer, "tokens", Tokens.Select(token => token.ToJson()));
        WriteTexts(writer, "deletes", Deletes.Select(path => path.Value));
        writer.WriteStartArray("finals");
        foreach (var final in Finals)
        {
            writer.WriteStartObject();
            writer.WriteString("path", final.Path.Value);
            writer.WriteString("text", final.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);

        writer.WriteEndArray();
    }
}
