using System.Globalization;
using System.Text;

namespace DataflowWrite.Partitioning;

/// <summary>
/// How file names are made: <c>{id}</c> and <c>{n}</c>, which make them unique, <c>{ext}</c>, and the names of partition fields.
/// A partition field that is named like one of the three cannot be used in a template.
/// </summary>
internal sealed class FileNameTemplate
{
    public const string Default = "{id}_{n}.{ext}";

    private readonly string _template;
    private readonly Part[] _parts;

    private FileNameTemplate(string template, Part[] parts)
    {
        _template = template;
        _parts = parts;
    }

    private enum Token
    {
        Literal,
        Id,
        Number,
        Extension,
        Partition,
    }

    /// <exception cref="ArgumentException">The template cannot name files; the message shows it and the token at fault.</exception>
    public static FileNameTemplate Parse(string template, PartitionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Length == 0)
            throw Invalid(template, "it is empty");
        if (template.AsSpan().IndexOfAny('/', '\\') is var slash and >= 0)
            throw Invalid(template, $"'{template[slash]}' cannot stand in a file name; directories come from the partition columns");
        if (template[0] is '.' or '_')
            throw Invalid(template, $"readers pass over files whose names begin with '{template[0]}'");

        var parts = ParseParts(template, spec);
        Require(template, parts, Token.Id, "{id}");
        Require(template, parts, Token.Number, "{n}");
        return new(template, parts);
    }

    /// <summary>The name of a file.</summary>
    /// <param name="writeId">The id of the write.</param>
    /// <param name="n">The file's number.</param>
    /// <param name="extension">Its extension, without the leading dot.</param>
    /// <param name="key">Its partition.</param>
    /// <exception cref="InvalidDataException">The name would be longer than file systems allow, or would be hidden from readers.</exception>
    public string Format(string writeId, long n, string extension, PartitionKey key)
    {
        var name = new StringBuilder();
        foreach (var part in _parts)
            _ = part.Token switch
            {
                Token.Id => name.Append(writeId),
                Token.Number => name.Append(n.ToString(CultureInfo.InvariantCulture)),
                Token.Extension => name.Append(extension),
                Token.Partition => name.Append(EncodedValue(key, part.Field)),
                _ => name.Append(part.Text),
            };

        var result = name.ToString();
        var bytes = Encoding.UTF8.GetByteCount(result);
        if (bytes > PartitionPath.MaxSegmentBytes)
            throw new InvalidDataException(
                $"The file name '{result}' takes {bytes:N0} bytes, over the limit of {PartitionPath.MaxSegmentBytes}. " +
                $"Use a shorter template than '{_template}'.");
        if (result[0] is '.' or '_')
            throw new InvalidDataException(
                $"The file name '{result}' begins with '{result[0]}', and readers pass over such files. " +
                $"Put other text first in the template '{_template}'.");

        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => _template;

    private static Part[] ParseParts(string template, PartitionSpec spec)
    {
        var parts = new List<Part>();
        for (var i = 0; i < template.Length;)
        {
            if (template[i] == '}')
                throw Invalid(template, "a '}' closes nothing");

            if (template[i] != '{')
            {
                var next = template.AsSpan(i).IndexOfAny('{', '}');
                var end = next < 0 ? template.Length : i + next;
                parts.Add(new(Token.Literal, template[i..end], -1));
                i = end;
                continue;
            }

            var close = template.AsSpan(i + 1).IndexOfAny('{', '}');
            if (close < 0 || template[i + 1 + close] != '}')
                throw Invalid(template, "a '{' is not closed");

            parts.Add(ParseToken(template, template.Substring(i + 1, close), spec));
            i += close + 2;
        }

        return [.. parts];
    }

    private static Part ParseToken(string template, string token, PartitionSpec spec)
    {
        switch (token)
        {
            case "id":
                return new(Token.Id, token, -1);
            case "n":
                return new(Token.Number, token, -1);
            case "ext":
                return new(Token.Extension, token, -1);
        }

        for (var i = 0; i < spec.Count; i++)
            if (spec[i].Name == token)
                return new(Token.Partition, token, i);

        var known = string.Concat(spec.Select(static field => $", {{{field.Name}}}"));
        throw Invalid(template, $"{{{token}}} is not known; there are {{id}}, {{n}}, {{ext}}{known}");
    }

    private static void Require(string template, Part[] parts, Token token, string text)
    {
        if (!Array.Exists(parts, part => part.Token == token))
            throw Invalid(template, $"{text} is missing, without which names would not be unique");
    }

    // What stands behind the '=' of the directory, so that names are as safe as directories.
    private static ReadOnlySpan<char> EncodedValue(PartitionKey key, int field)
    {
        var path = key.Path.AsSpan();
        for (var i = 0; i < field; i++)
            path = path[(path.IndexOf('/') + 1)..];

        if (path.IndexOf('/') is var slash and >= 0)
            path = path[..slash];

        return path[(path.IndexOf('=') + 1)..];
    }

    private static ArgumentException Invalid(string template, string reason)
        => new($"'{template}' is no template for file names: {reason}.");

    private readonly record struct Part(Token Token, string Text, int Field);
}
