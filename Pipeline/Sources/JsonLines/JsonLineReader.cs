using System.Text.Json;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Cuts JSON Lines into lines that are not blank, and reads the values in them.</summary>
internal sealed class JsonLineReader(SourceFile file, Stream stream) : RecordReader(file, stream)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private byte[] _unescaped = [];

    public override bool TryRead()
    {
        while (true)
        {
            var text = Unread;
            var end = text.IndexOf((byte)'\n');
            if (text.IsEmpty || (end < 0 && !Ended))
                return false;

            Advance(end < 0 ? text.Length : end + 1, lines: 1);
            if (Record.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                return true;
        }
    }

    /// <summary>A reader that stands in the object of the current line, before its first key.</summary>
    public Utf8JsonReader OpenObject()
    {
        var json = new Utf8JsonReader(Record, Options);
        json.Read();
        return json.TokenType == JsonTokenType.StartObject
            ? json
            : throw Error(null, $"the line holds {Describe(KindOf(json.TokenType))} where an object is expected; write one object per line.");
    }

    /// <summary>
    /// Reads the value on which the reader stands: its text, unescaped for a string and as it stands for all else, and its
    /// kind, none for null.
    /// </summary>
    public ReadOnlySpan<byte> ReadValue(ref Utf8JsonReader json, out JsonKinds kind)
    {
        kind = KindOf(json.TokenType);
        switch (json.TokenType)
        {
            case JsonTokenType.String when json.ValueIsEscaped:
                if (_unescaped.Length < json.ValueSpan.Length)
                    _unescaped = new byte[Math.Max(json.ValueSpan.Length, _unescaped.Length * 2)];

                return _unescaped.AsSpan(0, json.CopyString(_unescaped));
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var start = (int)json.TokenStartIndex;
                json.Skip();
                return Record[start..(int)json.BytesConsumed];
            default:
                return json.ValueSpan;
        }
    }

    public SourceFormatException Error(string? column, string message) => Error(Line, column, message);

    /// <summary>
    /// The error for what <see cref="Utf8JsonReader"/> throws: broken JSON, and escapes that are no Unicode text.
    /// </summary>
    public SourceFormatException Broken(Exception cause) => Error(
        Line,
        null,
        cause is JsonException { BytePositionInLine: { } position }
            ? $"the line is not JSON at byte {position + 1}; write one complete object per line."
            : "a string is not valid Unicode text; correct its escapes.",
        cause);

    public static string Describe(JsonKinds kind) => kind switch
    {
        JsonKinds.Bool => "a boolean",
        JsonKinds.Number => "a number",
        JsonKinds.String => "a string",
        JsonKinds.Object => "an object",
        JsonKinds.Array => "an array",
        _ => "null",
    };

    public static JsonKinds KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.True or JsonTokenType.False => JsonKinds.Bool,
        JsonTokenType.Number => JsonKinds.Number,
        JsonTokenType.String => JsonKinds.String,
        JsonTokenType.StartObject => JsonKinds.Object,
        JsonTokenType.StartArray => JsonKinds.Array,
        _ => JsonKinds.None,
    };
}
