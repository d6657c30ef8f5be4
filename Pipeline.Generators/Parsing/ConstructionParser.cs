using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Finds the constructor that makes a row: the one with the fewest parameters that, with an initializer, reaches all members that are read.</summary>
internal static class ConstructionParser
{
    public static ConstructionModel? Parse(INamedTypeSymbol type, IReadOnlyList<Member> read, IReadOnlyList<Member> members, DiagnosticBag diagnostics)
    {
        var fixedMembers = read.Where(member => !member.IsSettable(type)).ToList();
        var constructor = type.InstanceConstructors
            .Where(candidate => Fits(type, candidate, fixedMembers, members))
            .OrderBy(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null)
        {
            var wanted = fixedMembers.Count == 0 ? "its columns or nothing" : string.Join(", ", fixedMembers.Select(member => member.Name));
            diagnostics.Add(Descriptors.NoConstructor, type.Locations.FirstOrDefault(), type.Name, wanted);
            return null;
        }

        var arguments = constructor.Parameters.Select(parameter => new ArgumentModel(
            read.FirstOrDefault(member => MemberFinder.Takes(parameter, member)) is { } member ? Names.Escape(member.Name) : null,
            Names.Of(parameter.Type))).ToList();
        bool Passed(Member member) => constructor.Parameters.Any(parameter => MemberFinder.Takes(parameter, member));
        var required = RequiredBy(type, constructor);
        return new(
            new(arguments),
            new(read.Where(member => !Passed(member) || required.Contains(member.Name)).Select(member => Names.Escape(member.Name))),
            new(required.Where(name => read.All(member => member.Name != name)).Select(Names.Escape)));
    }

    // The compiler asks an initializer for them, whatever the constructor takes.
    private static List<string> RequiredBy(INamedTypeSymbol type, IMethodSymbol constructor)
        => constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Names.SetsRequiredMembers)
            ? []
            : [.. MemberFinder.ChainOf(type)
                .SelectMany(declaring => declaring.GetMembers())
                .Where(symbol => symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                .Select(symbol => symbol.Name)
                .Distinct()];

    private static bool Fits(INamedTypeSymbol type, IMethodSymbol constructor, List<Member> fixedMembers, IReadOnlyList<Member> members)
    {
        var isCopy = constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
        return !isCopy
            && constructor.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && members.Any(member => MemberFinder.Takes(parameter, member)))
            && fixedMembers.All(member => constructor.Parameters.Any(parameter => MemberFinder.Takes(parameter, member)));
    }
}
