using System.Globalization;

namespace DataflowWrite.Partitioning;

/// <summary>Reads partition fields out of one text, from the left to the right.</summary>
internal ref struct PartitionTextReader(string text)
{
    private const string Allowed =
        "use column names, year(column), month(column), day(column), hour(column), each with a zone as in hour(column,'Europe/Vienna'), "
        + "truncate(width,column) and bucket(count,column), separated by commas; a name with a comma or parentheses stands in double quotes";

    private int _position;

    /// <exception cref="FormatException">The text is malformed; the message says where, and what is allowed.</exception>
    public PartitionField[] ReadAll()
    {
        var fields = new List<PartitionField>();
        do
            fields.Add(ReadField());
        while (Take(','));

        SkipSpaces();
        return _position == text.Length ? [.. fields] : throw Wrong("a comma or the end is expected");
    }

    private PartitionField ReadField()
    {
        var start = _position;
        var quoted = AtQuote();
        var name = ReadName();
        if (quoted || !Take('('))
            return name;

        var field = ReadTransform(name, start);
        if (!Take(')'))
            throw Wrong("a ')' is expected");

        return TakeWord("as") ? field with { Name = ReadName() } : field;
    }

    private PartitionField ReadTransform(string transform, int start)
    {
        switch (transform.ToLowerInvariant())
        {
            case "identity":
                return ReadName();
            case "year":
                return OfTime(PartitionField.Year);
            case "month":
                return OfTime(PartitionField.Month);
            case "day":
                return OfTime(PartitionField.Day);
            case "hour":
                return OfTime(PartitionField.Hour);
            case "truncate":
                var width = ReadNumber();
                return PartitionField.Truncate(ReadName(), width);
            case "bucket":
                var count = ReadNumber();
                return PartitionField.Bucket(ReadName(), count);
            default:
                _position = start;
                throw Wrong($"'{transform}' is no transform");
        }
    }

    private PartitionField OfTime(Func<string, string?, PartitionField> create)
    {
        var column = ReadName();
        if (!Take(','))
            return create(column, null);

        SkipSpaces();
        var start = _position;
        var zone = Take('\'') ? ReadTo('\'') : ReadBare();
        try
        {
            return create(column, zone);
        }
        catch (ArgumentException e)
        {
            _position = start;
            throw Wrong($"'{zone}' is no time zone that this machine knows", e);
        }
    }

    private int ReadNumber()
    {
        SkipSpaces();
        var start = _position;
        var digits = ReadBare();
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && Take(','))
            return number;

        _position = start;
        throw Wrong("a whole number from 1 on and a comma are expected");
    }

    private string ReadName()
    {
        var name = AtQuote() ? ReadQuoted() : ReadBare();
        return name.Length > 0 ? name : throw Wrong("a name is missing");
    }

    // Up to what separates names.
    private string ReadBare()
    {
        SkipSpaces();
        var length = text.AsSpan(_position).IndexOfAny(',', '(', ')');
        var end = length < 0 ? text.Length : _position + length;
        var name = text[_position..end].TrimEnd(' ');
        _position = end;
        return name;
    }

    private string ReadQuoted()
    {
        _position++;
        var name = ReadTo('"');
        while (_position < text.Length && text[_position] == '"')
        {
            _position++;
            name += '"' + ReadTo('"');
        }

        return name;
    }

    private string ReadTo(char quote)
    {
        var end = text.IndexOf(quote, _position);
        if (end < 0)
            throw Wrong($"a {quote} is not closed");

        var part = text[_position..end];
        _position = end + 1;
        return part;
    }

    private bool AtQuote()
    {
        SkipSpaces();
        return _position < text.Length && text[_position] == '"';
    }

    private bool Take(char expected)
    {
        SkipSpaces();
        if (_position == text.Length || text[_position] != expected)
            return false;

        _position++;
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipSpaces();
        if (!text.AsSpan(_position).StartsWith(word + " ", StringComparison.OrdinalIgnoreCase))
            return false;

        _position += word.Length;
        return true;
    }

    private void SkipSpaces()
    {
        while (_position < text.Length && text[_position] == ' ')
            _position++;
    }

    private readonly FormatException Wrong(string what, Exception? cause = null)
        => new($"The partition columns '{text}' cannot be read at character {_position + 1}: {what}; {Allowed}.", cause);
}
