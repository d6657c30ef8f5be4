using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>What the attribute of a column states.</summary>
internal sealed class ColumnOptions(AttributeData? attribute)
{
    private static readonly string[] Units = ["Second", "Millisecond", "Microsecond", "Nanosecond"];

    public string? Name => attribute?.ConstructorArguments.FirstOrDefault().Value as string;

    public int? Order => Get("Order") as int?;

    public bool HasUnit => Get("Unit") is not null;

    public string Unit => Get("Unit") is int unit && unit >= 0 && unit < Units.Length ? Units[unit] : "Nanosecond";

    public string? TimeZone => Get("TimeZone") as string;

    public bool HasPrecision => Get("Precision") is not null;

    public int Precision => Get("Precision") as int? ?? 0;

    public bool HasScale => Get("Scale") is not null;

    public int Scale => Get("Scale") as int? ?? 0;

    public bool Dictionary => Get("Dictionary") is true;

    public bool Truncate => Get("Truncate") is true;

    public bool HasEnum => Get("Enum") is not null;

    public bool EnumAsNumber => Get("Enum") is 1;

    public Location? Location => attribute?.ApplicationSyntaxReference is { } reference
        ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span)
        : null;

    private object? Get(string name)
    {
        foreach (var argument in attribute?.NamedArguments ?? [])
            if (argument.Key == name)
                return argument.Value.Value;

        return null;
    }
}
