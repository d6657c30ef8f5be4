using System.Collections.Immutable;
using System.Globalization;
using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Emitting;

/// <summary>The names of generated files, of which the compiler takes no two that differ in case only.</summary>
internal static class HintNames
{
    /// <summary>The names that several types have, in ordinal order, so that the order of the types changes nothing.</summary>
    public static EquatableArray<string> Shared(ImmutableArray<string> names) => new(names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group.Distinct(StringComparer.Ordinal))
        .OrderBy(name => name, StringComparer.Ordinal));

    /// <summary>A type that shares its name adds a hash, behind a hyphen, which no name of a type has.</summary>
    public static string Of(TypeModel type, EquatableArray<string> shared)
        => (shared.Contains(type.HintName) ? $"{type.HintName}-{HashOf(type)}" : type.HintName) + ".g.cs";

    // FNV-1a of what tells types apart: string.GetHashCode differs from one run of the compiler to the next.
    private static string HashOf(TypeModel type)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in string.Join("/", [type.Namespace, .. type.Containers, type.Head]))
            hash = unchecked((hash ^ letter) * 1099511628211UL);

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
