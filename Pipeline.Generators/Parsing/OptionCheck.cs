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
        Refuse(options.HasUnit && !timed, "a unit");
        Refuse(options.TimeZone is not null && !dated, "a time zone");
        Refuse((options.HasPrecision || options.HasScale) && !digits, "a precision or a scale");
        Refuse(options.Truncate && !timed && leaf.Kind != ConverterKind.Decimal, "truncation");
        Refuse(options.HasEnum && leaf.Kind is not (ConverterKind.EnumName or ConverterKind.EnumNumber), "the storage of enums");
        Refuse(options.Dictionary && !leaf.IsDictionary, "a dictionary");

        void Refuse(bool useless, string option)
        {
            if (useless)
                diagnostics.Add(Descriptors.UselessOption, options.Location ?? member.Location, member.Name, Names.Short(member.Type), option);
        }
    }
}
