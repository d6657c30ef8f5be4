using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The partition fields, in their order.</summary>
internal static class KeyParser
{
    private static readonly string[] Transforms = ["Identity", "Year", "Month", "Day", "Hour", "Truncate", "Bucket"];

    public static List<KeyModel> Parse(IReadOnlyList<(Member Member, ColumnModel Column)> columns, DiagnosticBag diagnostics)
    {
        var keys = new List<(int? Order, KeyModel Key)>();
        foreach (var (member, column) in columns)
            foreach (var attribute in member.Attributes(Names.PartitionKey))
            {
                var options = new KeyOptions(attribute);
                var transform = options.Transform is var number and >= 0 && number < Transforms.Length ? Transforms[number] : "Identity";
                if (KeyCheck.Problem(transform, column.Converter, options) is { } problem)
                {
                    diagnostics.Add(Descriptors.UnsupportedKey, options.Location ?? member.Location, member.Name, problem);
                    continue;
                }

                if (options.Order is { } order && keys.Any(key => key.Order == order))
                    diagnostics.Add(Descriptors.UnclearOrder, options.Location ?? member.Location, member.Name, $"another partition key has the order {order}");

                keys.Add((options.Order, new(
                    column.Name,
                    column.Member,
                    transform,
                    transform == "Bucket" ? options.Buckets : transform == "Truncate" ? options.Width : 0,
                    options.TimeZone,
                    FormOf(transform, column.Converter, options),
                    column.Converter.MarkedType,
                    column.Converter.IsNullable)));
            }

        return [.. keys.OrderBy(key => key.Order ?? int.MaxValue).Select(key => key.Key)];
    }

    private static KeyValueForm FormOf(string transform, ConverterModel converter, KeyOptions options)
    {
        var hourly = transform is "Year" or "Month" or "Day" or "Hour" && options.TimeZone is null;
        return converter.Kind switch
        {
            ConverterKind.Clock => hourly ? KeyValueForm.ClockHour : KeyValueForm.ClockParts,
            ConverterKind.Instant when hourly => KeyValueForm.InstantHour,
            ConverterKind.Plain when converter.Method == "Half" => KeyValueForm.HalfBits,
            ConverterKind.Plain when converter.Method == "Single" => KeyValueForm.SingleBits,
            ConverterKind.Plain when converter.Method == "Double" => KeyValueForm.DoubleBits,
            _ => KeyValueForm.Value,
        };
    }
}
