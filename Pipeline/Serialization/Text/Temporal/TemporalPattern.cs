using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>A compiled format of dates and times, exact to the nanosecond and the same in every culture.</summary>
internal sealed class TemporalPattern
{
    private static readonly byte[] FieldAlphabet = "0123456789+-:Z"u8.ToArray();

    private readonly PatternStep[] _steps;

    private TemporalPattern(PatternStep[] steps)
    {
        _steps = steps;
        MaxLength = steps.Sum(StepLength);
        Alphabet = [.. FieldAlphabet, .. steps.SelectMany(s => s.Literal)];
    }

    public int MaxLength { get; }

    /// <summary>The bytes that its texts are made of.</summary>
    public byte[] Alphabet { get; }

    /// <summary>Compiles a pattern, or returns null for none.</summary>
    /// <exception cref="ArgumentException">The pattern has a field that is not known or has no place here.</exception>
    public static TemporalPattern? Compile(string option, string? pattern, TemporalFields allowed)
        => pattern is null ? null : new TemporalPattern(TemporalPatternParser.Parse(option, pattern, allowed));

    public int Write(in TemporalParts parts, Span<byte> destination)
    {
        var length = 0;
        foreach (ref readonly var step in _steps.AsSpan())
            length += WriteStep(step, parts, destination, length);

        return length;
    }

    private static int WriteStep(in PatternStep step, in TemporalParts parts, Span<byte> destination, int position)
    {
        var target = destination[position..];
        switch (step.Field)
        {
            case TemporalField.Literal:
                step.Literal.CopyTo(target);
                return step.Literal.Length;
            case TemporalField.Year:
                return CivilDate.WriteYear(parts.Date.Year, target);
            case TemporalField.Month:
                return WriteTwo(parts.Date.Month, target);
            case TemporalField.Day:
                return WriteTwo(parts.Date.Day, target);
            case TemporalField.Hour:
                return WriteHour(parts, target);
            case TemporalField.Minute:
                return WriteTwo(parts.Minute, target);
            case TemporalField.Second:
                return WriteTwo(parts.Second, target);
            case TemporalField.Fraction:
                return WriteFraction(parts.Nanos, step.Digits, target);
            case TemporalField.TrimmedFraction:
                return WriteTrimmed(parts.Nanos, step, destination, position);
            case TemporalField.OffsetOrZ when parts.OffsetMinutes == 0:
                target[0] = (byte)'Z';
                return 1;
            default:
                return ClockText.WriteOffset(parts.OffsetMinutes, target);
        }
    }

    private static int WriteTwo(int value, Span<byte> destination)
    {
        Digits.WriteTwo(value, destination);
        return 2;
    }

    private static int WriteHour(in TemporalParts parts, Span<byte> destination)
    {
        var length = 0;
        if (parts.Negative)
            destination[length++] = (byte)'-';

        if (parts.Hour >= 100)
            return length + Digits.Write(parts.Hour, destination[length..]);

        return length + WriteTwo((int)parts.Hour, destination[length..]);
    }

    private static int WriteFraction(int nanos, int digits, Span<byte> destination)
    {
        Span<byte> all = stackalloc byte[9];
        Digits.WritePadded((ulong)nanos, all, 9);
        all[..digits].CopyTo(destination);
        return digits;
    }

    private static int WriteTrimmed(int nanos, in PatternStep step, Span<byte> destination, int position)
    {
        Span<byte> all = stackalloc byte[9];
        Digits.WritePadded((ulong)nanos, all, 9);
        var kept = all[..step.Digits].LastIndexOfAnyExcept((byte)'0') + 1;
        all[..kept].CopyTo(destination[position..]);
        return kept == 0 && position > 0 && destination[position - 1] == '.' ? -1 : kept;
    }

    private static int StepLength(PatternStep step) => step.Field switch
    {
        TemporalField.Literal => step.Literal.Length,
        TemporalField.Year => CivilDate.MaxYearLength,
        TemporalField.Hour => Digits.MaxLength64 + 1,
        TemporalField.Fraction or TemporalField.TrimmedFraction => step.Digits,
        TemporalField.Offset or TemporalField.OffsetOrZ => ClockText.MaxOffsetLength,
        _ => 2,
    };
}
