namespace DataflowWrite.Generators.Models;

/// <summary>A type with all that is generated for it.</summary>
internal sealed record TypeModel
{
    /// <summary>Empty for the global namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The heads of the types that contain it, outermost first, as <c>partial class Outer</c>.</summary>
    public EquatableArray<string> Containers { get; init; }

    /// <summary>The head of its own declaration, as <c>partial record Pair&lt;T&gt;</c>.</summary>
    public required string Head { get; init; }

    /// <summary>The type fully qualified, with its type parameters.</summary>
    public required string FullName { get; init; }

    /// <summary>The name of the generated file, without the extension; another type may have the same.</summary>
    public required string HintName { get; init; }

    /// <summary>What the names of generated members begin with, so that no member of the type has them.</summary>
    public required string Prefix { get; init; }

    public EquatableArray<ColumnModel> Columns { get; init; }

    public EquatableArray<MetadataModel> Metadata { get; init; }

    public EquatableArray<KeyModel> Keys { get; init; }

    public required ConstructionModel Construction { get; init; }
}
