using System.Text;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Reads the subset of .NET's custom date and time formats that <see cref="TemporalPattern"/> knows.</summary>
internal static class TemporalPatternParser
{
    private const string Reserved = "%\\";

    public static PatternStep[] Parse(string option, string pattern, TemporalFields allowed)
    {
        if (pattern.Length == 0)
            throw Error(option, pattern, "it is empty; null gives the ISO form");

        var steps = new List<PatternStep>();
        for (var position = 0; position < pattern.Length;)
            position += ReadStep(option, pattern, position, allowed, steps);

        if (steps.TrueForAll(s => s.Field is TemporalField.Literal or TemporalField.TrimmedFraction))
            throw Error(option, pattern, "it has no field that is always written");

        return [.. steps];
    }

    private static int ReadStep(
        string option, string pattern, int position, TemporalFields allowed, List<PatternStep> steps)
    {
        var character = pattern[position];
        if (character is '\'' or '"')
            return ReadQuoted(option, pattern, position, steps);

        if (!char.IsAsciiLetter(character))
            return ReadPlain(option, pattern, position, steps);

        var end = position;
        while (end < pattern.Length && pattern[end] == character)
            end++;

        var text = pattern[position..end];
        var (field, group) = FieldOf(text) ?? throw Error(option, pattern, $"'{text}' is not a field it can have");
        if (!allowed.HasFlag(group))
            throw Error(option, pattern, $"the field '{text}' has no place in it");

        steps.Add(new PatternStep(field, text.Length, []));
        return text.Length;
    }

    private static (TemporalField Field, TemporalFields Group)? FieldOf(string text) => text switch
    {
        "yyyy" => (TemporalField.Year, TemporalFields.Date),
        "MM" => (TemporalField.Month, TemporalFields.Date),
        "dd" => (TemporalField.Day, TemporalFields.Date),
        "HH" => (TemporalField.Hour, TemporalFields.Time),
        "mm" => (TemporalField.Minute, TemporalFields.Time),
        "ss" => (TemporalField.Second, TemporalFields.Time),
        "zzz" => (TemporalField.Offset, TemporalFields.Offset),
        "K" => (TemporalField.OffsetOrZ, TemporalFields.Offset),
        ['f', ..] when text.Length <= 9 => (TemporalField.Fraction, TemporalFields.Time),
        ['F', ..] when text.Length <= 9 => (TemporalField.TrimmedFraction, TemporalFields.Time),
        _ => null,
    };

    private static int ReadQuoted(string option, string pattern, int position, List<PatternStep> steps)
    {
        var end = pattern.IndexOf(pattern[position], position + 1);
        if (end < 0)
            throw Error(option, pattern, "a quoted text in it has no end");

        steps.Add(Literal(pattern[(position + 1)..end]));
        return end + 1 - position;
    }

    private static int ReadPlain(string option, string pattern, int position, List<PatternStep> steps)
    {
        var end = position;
        while (end < pattern.Length && pattern[end] is not ('\'' or '"') && !char.IsAsciiLetter(pattern[end]))
            end++;

        var text = pattern[position..end];
        if (text.AsSpan().ContainsAny(Reserved))
            throw Error(option, pattern, "'%' and '\\' must stand in quotes");

        steps.Add(Literal(text));
        return text.Length;
    }

    private static PatternStep Literal(string text) => new(TemporalField.Literal, 0, Encoding.UTF8.GetBytes(text));

    private static ArgumentException Error(string option, string pattern, string reason)
        => new($"{option} \"{pattern}\": {reason}. A pattern is made of yyyy MM dd, HH mm ss, f to fffffffff, F to FFFFFFFFF,"
            + " K or zzz in a timestamp with a zone, and other text, whose letters must stand in quotes.");
}
