using System.Text;

namespace DataflowWrite.Tests.Serialization.Csv;

/// <summary>
/// Reads lines as Hive's LazySimpleSerDe does: line breaks of every kind end a line, a field that is the null sequence before anything else is a null, and the
/// escape gives the next character, or a line break for its letters.
/// </summary>
internal static class HiveText
{
    private const char Escape = '\\';

    public static string?[][] Rows(string text, char delimiter = '\u0001')
        => [.. text.Replace('\r', '\n').Split('\n')[..^1].Select(line => Fields(line, delimiter))];

    private static string?[] Fields(string line, char delimiter)
    {
        var fields = new List<string?>();
        var start = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == Escape)
            {
                i++;
                continue;
            }

            if (i < line.Length && line[i] != delimiter)
                continue;

            fields.Add(Value(line[start..i]));
            start = i + 1;
        }

        return [.. fields];
    }

    private static string? Value(string field)
    {
        if (field == @"\N")
            return null;

        var value = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != Escape)
            {
                value.Append(field[i]);
                continue;
            }

            i++;
            value.Append(field[i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return value.ToString();
    }
}
