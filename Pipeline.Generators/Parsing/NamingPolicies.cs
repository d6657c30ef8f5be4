using System.Text;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The names of columns that state none. The numbers are those of the enum NamingPolicy.</summary>
internal static class NamingPolicies
{
    public const int AsWritten = 0;
    public const int SnakeCase = 1;
    public const int CamelCase = 2;

    public static string Apply(int policy, string member) => policy switch
    {
        SnakeCase => string.Join("_", WordsOf(member).Select(word => word.ToLowerInvariant())),
        CamelCase => Camel(member),
        _ => member,
    };

    private static string Camel(string member)
    {
        var first = WordsOf(member).FirstOrDefault();
        return first is null || !member.StartsWith(first, StringComparison.Ordinal) ? member : first.ToLowerInvariant() + member.Substring(first.Length);
    }

    // A word begins at an upper-case letter behind one that is not, or before one that is not: HTTPStatus2 is HTTP, Status2.
    private static List<string> WordsOf(string member)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            var begins = char.IsUpper(member[i]) && i > 0
                && (!char.IsUpper(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1])));
            if ((begins || member[i] == '_') && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (member[i] != '_')
                word.Append(member[i]);
        }

        if (word.Length > 0)
            words.Add(word.ToString());

        return words;
    }
}
