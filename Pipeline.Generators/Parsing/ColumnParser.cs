using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The columns of a type, in their order.</summary>
internal static class ColumnParser
{
    public static List<(Member Member, ColumnModel Column)> Parse(
        INamedTypeSymbol type, IEnumerable<Member> members, int naming, DiagnosticBag diagnostics)
    {
        var columns = new List<(Member Member, int? Order, ColumnModel Column)>();
        foreach (var member in members)
        {
            var options = new ColumnOptions(member.Attribute(Names.Column));
            if (Parse(type, member, options, naming, diagnostics) is not { } column)
                continue;

            if (columns.FirstOrDefault(other => other.Column.Name == column.Name) is { Member: { } first })
                diagnostics.Add(Descriptors.DuplicateName, member.Location, first.Name, member.Name, column.Name);
            if (options.Order is { } order && columns.Any(other => other.Order == order))
                diagnostics.Add(Descriptors.UnclearOrder, options.Location ?? member.Location, member.Name, $"another column has the order {order}");

            columns.Add((member, options.Order, column));
        }

        CheckFiles(type, columns.Where(column => column.Order is null).Select(column => column.Member), diagnostics);
        return [.. columns.OrderBy(column => column.Order ?? int.MaxValue).Select(column => (column.Member, column.Column))];
    }

    public static EquatableArray<MetadataModel> MetadataOf(IEnumerable<AttributeData> attributes) => new(attributes
        .Select(attribute => attribute.ConstructorArguments)
        .Where(arguments => arguments.Length == 2)
        .Select(arguments => new MetadataModel(arguments[0].Value as string ?? "", arguments[1].Value as string ?? "")));

    private static ColumnModel? Parse(INamedTypeSymbol type, Member member, ColumnOptions options, int naming, DiagnosticBag diagnostics)
    {
        if (RecordTypes.Contains(member.Type, type, new(SymbolEqualityComparer.Default)))
        {
            diagnostics.Add(Descriptors.Recursive, member.Location, type.Name, type.Name, member.Name);
            return null;
        }

        if (new ConverterParser(member, options, diagnostics).Parse() is not { } converter)
            return null;

        OptionCheck.Check(converter, member, options, diagnostics);
        return new()
        {
            Member = Names.Escape(member.Name),
            Name = options.Name ?? NamingPolicies.Apply(naming, member.Name),
            Converter = converter,
            Metadata = MetadataOf(member.Attributes(Names.Metadata)),
            IsRead = member.IsSettable(type)
                || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => MemberFinder.Takes(parameter, member))),
        };
    }

    // The order of files is the compiler's, which is told it by whoever calls it.
    private static void CheckFiles(INamedTypeSymbol type, IEnumerable<Member> unordered, DiagnosticBag diagnostics)
    {
        foreach (var group in unordered.GroupBy(member => member.Symbol.ContainingType, SymbolEqualityComparer.Default))
            if (group.Select(member => member.Location?.SourceTree?.FilePath).Distinct().Count() > 1)
                diagnostics.Add(
                    Descriptors.UnclearOrder,
                    type.Locations.FirstOrDefault(),
                    type.Name,
                    "its columns are declared in several files, which have no order; state [Column(Order = …)] on each, or declare them in one file");
    }
}
