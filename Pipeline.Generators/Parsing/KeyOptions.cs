using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>What the attribute of a partition key states.</summary>
internal sealed class KeyOptions(AttributeData attribute)
{
    public int Transform => attribute.ConstructorArguments.FirstOrDefault().Value as int? ?? 0;

    public int? Order => Get("Order") as int?;

    public int Width => Get("Width") as int? ?? 0;

    public bool HasWidth => Get("Width") is not null;

    public int Buckets => Get("Buckets") as int? ?? 0;

    public bool HasBuckets => Get("Buckets") is not null;

    public string? TimeZone => Get("TimeZone") as string;

    public Location? Location => attribute.ApplicationSyntaxReference is { } reference
        ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span)
        : null;

    private object? Get(string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value.Value;

        return null;
    }
}
