using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Names of the attributes, and how types and members are written in generated code.</summary>
internal static class Names
{
    public const string BatchSerializable = Annotations + "BatchSerializableAttribute";
    public const string Column = Annotations + "ColumnAttribute";
    public const string Ignore = Annotations + "IgnoreColumnAttribute";
    public const string PartitionKey = Annotations + "PartitionKeyAttribute";
    public const string Metadata = Annotations + "SchemaMetadataAttribute";
    public const string RecordInterface = "DataflowWrite.IBatchSerializable<TSelf>";
    public const string ColumnsInterface = "DataflowWrite.Columns.Building.IRecordColumns<TSelf>";

    public const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    private const string Annotations = "DataflowWrite.Annotations.";

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Plain = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as generated code names it, without a mark for nulls of its own.</summary>
    public static string Of(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Qualified);

    /// <summary>The type as messages name it.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>The namespace without marks at its keywords.</summary>
    public static string Unescaped(INamespaceSymbol space) => space.ToDisplayString(Plain);

    /// <summary>An identifier that is also a keyword gets its mark.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A string as it is written in code.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
