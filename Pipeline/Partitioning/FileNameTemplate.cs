using System.Buffers;
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

    private static readonly SearchValues<char> Refused = SearchValues.Create("\"*:<>?|");

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

    /// <param name="template">The template.</param>
    /// <param name="spec">The partition fields that it may name.</param>
    /// <param name="extension">The extension of all files, without the leading dot, for their length; empty where it is not known.</param>
    /// <exception cref="ArgumentException">
    /// The template cannot name files: no value of its tokens makes a name that all common file systems take, or readers pass over
    /// it. The message shows it and what is at fault.
    /// </exception>
    public static FileNameTemplate Parse(string template, PartitionSpec spec, string extension = "")
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
        CheckLiterals(template, parts);
        CheckLength(template, parts, extension);
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

    private static void CheckLiterals(string template, Part[] parts)
    {
        foreach (var part in parts)
        {
            if (part.Token != Token.Literal)
                continue;

            foreach (var rune in part.Text.EnumerateRunes())
                if (Rune.IsControl(rune))
                    throw Invalid(template, $"the control character U+{rune.Value:X4} cannot stand in a file name");

            if (part.Text.AsSpan().IndexOfAny(Refused) is var refused and >= 0)
                throw Invalid(template, $"some systems take no '{part.Text[refused]}' in a file name");
            if (HasLoneSurrogate(part.Text))
                throw Invalid(template, "it is not valid Unicode text");
        }

        if (parts[^1] is { Token: Token.Literal, Text: [.., '.' or ' '] })
            throw Invalid(template, "some systems drop a dot or a space at the end of a file name");
    }

    // What is shortest: a number of one digit, and empty partition values.
    private static void CheckLength(string template, Part[] parts, string extension)
    {
        var bytes = parts.Sum(part => part.Token switch
        {
            Token.Literal => Encoding.UTF8.GetByteCount(part.Text),
            Token.Id => WriteId.Length,
            Token.Number => 1,
            Token.Extension => Encoding.UTF8.GetByteCount(extension),
            _ => 0,
        });
        if (bytes > PartitionPath.MaxSegmentBytes)
            throw Invalid(
                template, $"its names take {bytes:N0} bytes at least, over the limit of {PartitionPath.MaxSegmentBytes}; shorten it");
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
                return true;

            rest = rest[consumed..];
        }

        return false;
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
