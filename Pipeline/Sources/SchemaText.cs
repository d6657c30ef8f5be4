using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources;

/// <summary>Schemas as short texts: <c>id:int64, price:decimal(10,2), "odd, name":timestamp[us,UTC]</c>.</summary>
public static class SchemaText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(":,\"<>()[]");

    /// <summary>
    /// Reads <c>name:type</c> pairs separated by commas. A name that holds a comma, a colon, a double quote or outer
    /// spaces stands in double quotes, with a double quote in it doubled. All fields are nullable. Types of JSON Lines may
    /// be nested: <c>list&lt;int64&gt;</c>, <c>struct&lt;a:int64,b:string&gt;</c>, <c>map&lt;string,int64&gt;</c>.
    /// </summary>
    /// <exception cref="FormatException">
    /// The text is malformed, a name occurs twice, or a type is unknown; the message lists the types.
    /// </exception>
    public static IReadOnlyList<Field> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = new List<Field>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        while (position <= text.Length)
        {
            var name = ReadName(text, ref position);
            var end = EndOfType(text, position);
            var type = ParseType(text[position..end].Trim());
            if (!names.Add(name))
                throw new FormatException($"The column '{name}' occurs twice in the schema '{text}'; declare it once.");

            fields.Add(new Field(name, type, nullable: true));
            position = end + 1;
        }

        return fields;
    }

    /// <summary>Reads one type, as <c>decimal(10,2)</c>.</summary>
    /// <exception cref="FormatException">The type is unknown; the message lists those that are known.</exception>
    public static IArrowType ParseType(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TypeText.Parse(text);
    }

    /// <summary>The text of a type; of one that <see cref="ParseType"/> does not know, its Arrow name.</summary>
    public static string FormatType(IArrowType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TypeText.Format(type);
    }

    /// <summary>A name as <see cref="Parse"/> reads it, in quotes where it needs them.</summary>
    internal static string FormatName(string name)
        => name.AsSpan().ContainsAny(NeedQuotes) || name.Length == 0 || name.Trim() != name
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : name;

    /// <summary>Where the type that begins here ends: at a comma outside of all brackets, or with the text.</summary>
    internal static int EndOfType(string text, int from)
    {
        var depth = 0;
        var isQuoted = false;
        for (var i = from; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (isQuoted)
                continue;

            depth += text[i] is '(' or '[' or '<' ? 1 : text[i] is ')' or ']' or '>' ? -1 : 0;
            if (text[i] == ',' && depth <= 0)
                return i;
        }

        return text.Length;
    }

    private static string ReadName(string text, ref int position)
    {
        while (position < text.Length && text[position] == ' ')
            position++;

        var quoted = position < text.Length && text[position] == '"';
        var name = quoted ? ReadQuoted(text, ref position) : ReadPlain(text, ref position);
        if (position >= text.Length || text[position] != ':' || (name.Length == 0 && !quoted))
            throw Malformed(text, position);

        position++;
        return name;
    }

    private static string ReadPlain(string text, ref int position)
    {
        var end = text.AsSpan(position).IndexOfAny(':', ',', '"');
        if (end < 0)
            throw Malformed(text, text.Length);

        var name = text.Substring(position, end).Trim();
        position += end;
        return name;
    }

    private static string ReadQuoted(string text, ref int position)
    {
        var from = position + 1;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;

            if (i + 1 < text.Length && text[i + 1] == '"')
            {
                i++;
                continue;
            }

            position = i + 1;
            while (position < text.Length && text[position] == ' ')
                position++;

            return text[from..i].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        throw Malformed(text, text.Length);
    }

    private static FormatException Malformed(string text, int position)
        => new($"The schema '{text}' cannot be read at character {position + 1}; write it as name:type,name:type with a name that holds "
            + "commas or colons in double quotes.");
}
