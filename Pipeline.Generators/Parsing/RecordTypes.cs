using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Types that are generated for, in this project or in another one.</summary>
internal static class RecordTypes
{
    // A generic record that contains itself with ever longer arguments has no last type; it is told so itself.
    private const int MaxTypes = 256;

    public static bool IsRecord(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct }
            && type.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Names.BatchSerializable);

    /// <summary>The type that contains the first one again, by way of its columns; null when there is none.</summary>
    public static bool Contains(ITypeSymbol type, INamedTypeSymbol searched, HashSet<ITypeSymbol> seen)
    {
        foreach (var part in PartsOf(type))
        {
            if (SymbolEqualityComparer.Default.Equals(part.OriginalDefinition, searched.OriginalDefinition))
                return true;

            if (IsRecord(part) && seen.Count < MaxTypes && seen.Add(part))
                foreach (var member in MemberFinder.Find((INamedTypeSymbol)part, new(home: null)))
                    if (member.Attribute(Names.Ignore) is null && Contains(member.Type, searched, seen))
                        return true;
        }

        return false;
    }

    // The type itself, and what arrays and type arguments are made of.
    private static IEnumerable<ITypeSymbol> PartsOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return PartsOf(array.ElementType);

        return type is INamedTypeSymbol { IsGenericType: true } generic && !IsRecord(type) ? generic.TypeArguments.SelectMany(PartsOf) : [type];
    }
}
