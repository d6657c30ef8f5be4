using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DataflowWrite.Storage;

/// <summary>
/// The token of an upload: enough for any process that reaches the store to commit or abort it. It holds no credentials and
/// serializes to one line of JSON.
/// </summary>
public sealed record PendingObject
{
    private const string PathName = "path";
    private const string SizeName = "size";
    private const string StateName = "state";

    /// <summary>The token of one upload.</summary>
    public PendingObject(ObjectPath path, long size, IReadOnlyDictionary<string, string> state)
        => (Path, Size, State) = (path, size, state);

    /// <summary>The final path.</summary>
    public ObjectPath Path { get; init; }

    /// <summary>The size in bytes once it is prepared.</summary>
    public long Size { get; init; }

    /// <summary>
    /// What the store needs to find the upload again (a temporary name, an upload id, part ETags); its keys belong to the store.
    /// </summary>
    public IReadOnlyDictionary<string, string> State { get; init; }

    /// <summary>When the upload started, or last grew, by the store's clock, where listing tells it; else null. No part of the JSON.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote; properties that it does not know are skipped.</summary>
    /// <exception cref="FormatException">The text is no token.</exception>
    public static PendingObject FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var state = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in root.GetProperty(StateName).EnumerateObject())
                state[property.Name] = property.Value.GetString() ?? throw new FormatException("A state value is null.");

            var path = root.GetProperty(PathName).GetString() ?? throw new FormatException("The path is null.");
            var size = root.GetProperty(SizeName).GetInt64();
            return size >= 0 ? new(ObjectPath.Parse(path), size, state) : throw new FormatException("The size is negative.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"This is not the token of a pending object: {e.Message} It reads: {Shorten(json)}", e);
        }
    }

    /// <summary>One line of JSON with path, size and state.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(PathName, Path.Value);
            writer.WriteNumber(SizeName, Size);
            writer.WriteStartObject(StateName);
            foreach (var (key, value) in State)
                writer.WriteString(key, value);

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
