using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Options that say nothing about the type of their member.</summary>
internal static class OptionCheck
{
    public static void Check(ConverterModel model, Member member, ColumnOptions options, DiagnosticBag diagnostics)
    {
        var leaf = model;
        while (leaf.Item is { } item)
            leaf = item;

        var timed = leaf.Kind is ConverterKind.Instant or ConverterKind.Clock or ConverterKind.Duration or ConverterKind.Time;
        var dated = leaf.Kind is ConverterKind.Instant or ConverterKind.Clock;
        var digits = leaf.Kind is ConverterKind.Decimal or ConverterKind.BigInteger;
        var useless = new List<(string Option, string Words)>();
        Refuse(options.HasUnit && !timed, "Unit", "a unit");
        Refuse(options.TimeZone is not null && !dated, "TimeZone", "a time zone");
        Refuse(options.HasPrecision && !digits, "Precision", "a precision");
        Refuse(options.HasScale && !digits, "Scale", "a scale");
        Refuse(options.Truncate && !timed && leaf.Kind != ConverterKind.Decimal, "Truncate", "truncation");
        Refuse(options.HasEnum && leaf.Kind is not (ConverterKind.EnumName or ConverterKind.EnumNumber), "Enum", "the storage of enums");
        Refuse(options.Dictionary && !leaf.IsDictionary, "Dictionary", "a dictionary");

        // Each names all of them, so that the fixes of one attribute are one and the same edit.
        var all = useless.Select(found => found.Option).ToList();
        foreach (var (_, words) in useless)
            diagnostics.Add(Descriptors.UselessOption, options.Location ?? member.Location, all, [member.Name, Names.Short(member.Type), words]);

        void Refuse(bool isUseless, string option, string words)
        {
            if (isUseless)
                useless.Add((option, words));
        }
    }
}
