using System.Buffers;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// The inference rules: which kind one text is, and which type holds every kind that a column has shown.
/// </summary>
internal static class TextKind
{
    /// <summary>What tells a float from an integer beyond int64, which stays text.</summary>
    private static readonly SearchValues<byte> FloatMarks = SearchValues.Create(".eE"u8);

    public static TextKinds Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return TextKinds.Text;

        return text[0] switch
        {
            (byte)'t' or (byte)'f' => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) ? TextKinds.Bool : TextKinds.Text,
            (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9') => OfNumberOrTime(text),
            _ => TextKinds.Text,
        };
    }

    /// <summary>
    /// The type for a column that has shown these kinds; string for none, and for a mixture that no other type holds
    /// without loss.
    /// </summary>
    public static IArrowType TypeOf(TextKinds kinds) => kinds switch
    {
        TextKinds.Bool => BooleanType.Default,
        TextKinds.Int or TextKinds.LongInt or (TextKinds.Int | TextKinds.LongInt) => Int64Type.Default,
        TextKinds.Float or (TextKinds.Float | TextKinds.Int) => DoubleType.Default,
        TextKinds.Date => Date32Type.Default,
        TextKinds.Timestamp => new TimestampType(TimeUnit.Microsecond, (string?)null),
        TextKinds.ZonedTimestamp => new TimestampType(TimeUnit.Microsecond, "UTC"),
        _ => StringType.Default,
    };

    private static TextKinds OfNumberOrTime(ReadOnlySpan<byte> text)
    {
        if (NumberText.TryExactInt64(text, out _))
            return NumberText.TryExactDouble(text, out _) ? TextKinds.Int : TextKinds.LongInt;

        if (NumberText.TryExactDouble(text, out _))
            return text.ContainsAny(FloatMarks) || text.SequenceEqual("-0"u8) ? TextKinds.Float : TextKinds.Text;

        if (!IsoTime.LooksLikeDate(text))
            return TextKinds.Text;

        if (IsoTime.TryDate(text, out _))
            return TextKinds.Date;

        return IsoTime.TryInstant(text, out var instant) && instant.TryCount(TimeUnit.Microsecond, out _)
            ? instant.HasOffset ? TextKinds.ZonedTimestamp : TextKinds.Timestamp
            : TextKinds.Text;
    }
}
