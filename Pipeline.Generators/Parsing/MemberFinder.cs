using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The members of a type that may be columns: those of base types first, then as they are written down.</summary>
internal static class MemberFinder
{
    /// <summary>Members that are columns or are marked as none.</summary>
    public static List<Member> Find(INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        var found = new List<Member>();
        foreach (var declaring in ChainOf(type))
        {
            var parameters = PrimaryConstructor.ParametersOf(declaring);
            foreach (var symbol in declaring.GetMembers())
            {
                // What the type cannot reach hides nothing from it.
                if (!Member.IsAccessible(symbol, type) && found.Any(other => other.Name == symbol.Name))
                    continue;

                if (!IsCandidate(symbol))
                {
                    found.RemoveAll(other => other.Name == symbol.Name);
                    continue;
                }

                var member = new Member(symbol, parameters.FirstOrDefault(parameter => parameter.Name == symbol.Name));
                var place = found.FindIndex(other => other.Name == symbol.Name);
                if (place >= 0)
                    found[place] = member;
                else
                    found.Add(member);
            }
        }

        found.RemoveAll(member => !Wanted(type, member, diagnostics));
        return found;
    }

    private static bool IsCandidate(ISymbol symbol) => !symbol.IsStatic && symbol switch
    {
        IPropertySymbol property => !property.IsIndexer && property.ExplicitInterfaceImplementations.IsEmpty && property.Name != "EqualityContract",
        IFieldSymbol field => !field.IsImplicitlyDeclared && !field.IsConst && field.CanBeReferencedByName,
        _ => false,
    };

    private static bool Wanted(INamedTypeSymbol type, Member member, DiagnosticBag diagnostics)
    {
        if (member.Attribute(Names.Ignore) is not null)
            return true;

        var marked = member.Attribute(Names.Column) is not null || member.Attribute(Names.PartitionKey) is not null;
        if (!member.IsReadable(type))
        {
            if (marked)
                diagnostics.Add(Descriptors.Inaccessible, member.Location, member.Name, type.Name, WhyNot(member));
            return false;
        }

        if (!marked && (member.Symbol.DeclaredAccessibility != Accessibility.Public || IsComputed(type, member)))
            return false;

        if (Obsolescence.IsError(member.Symbol))
            diagnostics.Add(Descriptors.Inaccessible, member.Location, member.Name, type.Name, "it is obsolete as an error; mark it with [IgnoreColumn]");
        return true;
    }

    private static string WhyNot(Member member) => member.Symbol is IPropertySymbol { GetMethod: null }
        ? "it has no getter"
        : $"it is private in {member.Symbol.ContainingType.Name}; make it protected, or mark it in that type";

    // No setter and no constructor to take it: rows that are read could not have it.
    private static bool IsComputed(INamedTypeSymbol type, Member member)
        => !member.IsSettable(type) && !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => Takes(parameter, member)));

    /// <summary>Whether the parameter stands for the member: by its name, or by its name in another case where no other member has it as written.</summary>
    public static bool Takes(IParameterSymbol parameter, Member member)
        => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type)
            && (parameter.Name == member.Name || !HasPublicMember(parameter.ContainingType, parameter.Name));

    /// <summary>Base types first.</summary>
    public static IEnumerable<INamedTypeSymbol> ChainOf(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            chain.Push(current);

        return chain;
    }

    private static bool HasPublicMember(INamedTypeSymbol type, string name) => ChainOf(type)
        .SelectMany(declaring => declaring.GetMembers(name))
        .Any(symbol => symbol.DeclaredAccessibility == Accessibility.Public && IsCandidate(symbol));
}
