using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Which types partition by which transform, as Iceberg's specification has it.</summary>
internal static class KeyCheck
{
    /// <summary>What is wrong, as the end of a sentence; null when nothing is.</summary>
    public static string? Problem(string transform, ConverterModel converter, KeyOptions options)
    {
        if (converter.Kind is ConverterKind.List or ConverterKind.Map or ConverterKind.Struct)
            return "its type is nested; partition by one of its values in a member of its own";
        if (converter.Kind == ConverterKind.Bytes)
            return "bytes have no name; partition by a text or a number";
        if (options.HasWidth && transform != "Truncate")
            return "only Transform.Truncate has a width";
        if (options.HasBuckets && transform != "Bucket")
            return "only Transform.Bucket has buckets";
        if (options.TimeZone is not null && (converter.Kind != ConverterKind.Instant || transform is not ("Year" or "Month" or "Day" or "Hour")))
            return "only years, months, days and hours of a DateTimeOffset have a time zone";

        return transform switch
        {
            "Hour" when !IsClock(converter) => "Transform.Hour needs a DateTime or a DateTimeOffset",
            "Year" or "Month" or "Day" when !IsClock(converter) && converter.Method != "Date" => $"Transform.{transform} needs a date or an instant",
            "Truncate" when !IsTruncatable(converter) => "Transform.Truncate needs an integer of 32 or 64 bits, a decimal or a text",
            "Truncate" when options.Width < 1 => "Transform.Truncate needs a Width of at least 1",
            "Bucket" when !IsHashable(converter) => "Transform.Bucket needs an integer of 32 or 64 bits, a decimal, a text, a Guid, a date or a time",
            "Bucket" when options.Buckets < 1 => "Transform.Bucket needs Buckets of at least 1",
            _ => null,
        };
    }

    private static bool IsClock(ConverterModel converter) => converter.Kind is ConverterKind.Clock or ConverterKind.Instant;

    private static bool IsTruncatable(ConverterModel converter)
        => converter.Kind is ConverterKind.Decimal or ConverterKind.Text || converter.Method is "Int32" or "Int64" or "Int16" or "SByte";

    private static bool IsHashable(ConverterModel converter)
        => IsTruncatable(converter) || IsClock(converter) || converter.Kind == ConverterKind.Time || converter.Method is "Guid" or "Date";
}
