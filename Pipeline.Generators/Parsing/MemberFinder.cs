using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The members of a type that may be columns: those of base types first, then as they are written down.</summary>
internal static class MemberFinder
{
    /// <summary>Members that are columns or are marked as none.</summary>
    public static List<Member> Find(INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            chain.Push(current);

        var found = new List<Member>();
        foreach (var declaring in chain)
        {
            var parameters = PrimaryParameters(declaring);
            foreach (var symbol in declaring.GetMembers())
            {
                if (!IsCandidate(symbol))
                    continue;

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

        return marked || (member.Symbol.DeclaredAccessibility == Accessibility.Public && !IsComputed(type, member));
    }

    private static string WhyNot(Member member) => member.Symbol is IPropertySymbol { GetMethod: null }
        ? "it has no getter"
        : $"it is private in {member.Symbol.ContainingType.Name}; make it protected, or mark it in that type";

    // No setter and no constructor to take it: rows that are read could not have it.
    private static bool IsComputed(INamedTypeSymbol type, Member member)
        => !member.IsSettable(type) && !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => Takes(parameter, member)));

    public static bool Takes(IParameterSymbol parameter, Member member)
        => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type);

    private static IEnumerable<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type) => type.InstanceConstructors
        .FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax))
        ?.Parameters ?? [];
}
