using DataflowWrite.Generators.Emitting;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The names that are taken in a type, where generated members stand beside those of its author.</summary>
internal static class MemberNames
{
    private const string Prefix = "Generated";

    /// <summary>A prefix that makes no name of the type, of the members that it can name or of its type parameters.</summary>
    public static string FreePrefix(INamedTypeSymbol type)
    {
        var prefix = Prefix;
        while (NamesIn(type).Any(name => name == prefix || name == prefix + Code.ColumnsSuffix || name == prefix + Code.TextSuffix))
            prefix += "_";

        return prefix;
    }

    private static IEnumerable<string> NamesIn(INamedTypeSymbol type)
    {
        yield return type.Name;
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var member in current.GetMembers().Where(member => Member.IsAccessible(member, type)))
                yield return member.Name;

        for (var current = type; current is not null; current = current.ContainingType)
            foreach (var parameter in current.TypeParameters)
                yield return parameter.Name;
    }
}
