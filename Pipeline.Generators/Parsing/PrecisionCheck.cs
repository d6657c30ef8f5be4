using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The digits of decimals and of integers of 128 bits.</summary>
internal static class PrecisionCheck
{
    private const int MaxPrecision = 76;
    private const int BigIntegerPrecision = 39;

    public static ConverterModel? Apply(ConverterModel model, Member member, ColumnOptions options, DiagnosticBag diagnostics)
    {
        var whole = model.Kind == ConverterKind.BigInteger;
        var precision = whole && !options.HasPrecision ? BigIntegerPrecision : options.Precision;
        if (Problem(precision, options.Scale, whole) is { } problem)
        {
            diagnostics.Add(Descriptors.PrecisionOutOfRange, options.Location ?? member.Location, member.Name, problem);
            return null;
        }

        return model with { Precision = precision, Scale = options.Scale, Truncate = options.Truncate };
    }

    private static string? Problem(int precision, int scale, bool whole)
    {
        if (precision is < 1 or > MaxPrecision)
            return $"the precision {precision} is not between 1 and {MaxPrecision}";
        if (whole && scale != 0)
            return "an integer has no fraction digits; leave out the scale";

        return scale < 0 || scale > precision ? $"the scale {scale} is not between 0 and the precision {precision}" : null;
    }
}
