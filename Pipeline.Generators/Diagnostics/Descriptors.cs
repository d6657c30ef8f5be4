using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Diagnostics;

/// <summary>All diagnostics, which docs/diagnostics.md describes.</summary>
internal static class Descriptors
{
    private const string Category = "DataflowWrite";
    private const string HelpPage = "docs/diagnostics.md";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "DFW001",
        "The type is not partial",
        "'{0}' has to be partial, and so have the types that contain it, for code to be added to '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw001");

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "DFW002",
        "The type of the member is not supported",
        "'{0}' is of type '{1}', which makes no column: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw002");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "DFW003",
        "Two columns have one name",
        "'{0}' and '{1}' are both named '{2}'; give one of them another name with [Column]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw003");

    public static readonly DiagnosticDescriptor NoColumns = new(
        "DFW004",
        "The type has no columns",
        "'{0}' has no public property or field that is a column; add one, or mark one with [Column]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw004");

    public static readonly DiagnosticDescriptor PrecisionOutOfRange = new(
        "DFW005",
        "Precision or scale is out of range",
        "'{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw005");

    public static readonly DiagnosticDescriptor DecimalWithoutPrecision = new(
        "DFW006",
        "A decimal states no precision",
        "'{0}' is a decimal and needs its digits, as [Column(Precision = 18, Scale = 4)]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw006");

    public static readonly DiagnosticDescriptor UnsupportedKey = new(
        "DFW007",
        "The partition key is not supported",
        "'{0}' cannot be a partition key so: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw007");

    public static readonly DiagnosticDescriptor UnclearOrder = new(
        "DFW008",
        "The order of the columns is not clear",
        "'{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw008");

    public static readonly DiagnosticDescriptor UselessOption = new(
        "DFW009",
        "An option has no meaning for the member",
        "'{0}' is of type '{1}', for which {2} has no meaning; leave it out",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw009");

    public static readonly DiagnosticDescriptor Inaccessible = new(
        "DFW010",
        "The member is not accessible",
        "'{0}' cannot be read by the generated code of '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw010");

    public static readonly DiagnosticDescriptor OpenGeneric = new(
        "DFW011",
        "The type parameter is no record",
        "'{0}' is of the type parameter '{1}', which has to be constrained to {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw011");

    public static readonly DiagnosticDescriptor NoConstructor = new(
        "DFW012",
        "Rows cannot be made",
        "'{0}' has no constructor that takes {1}; add one, or make the members settable",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw012");

    public static readonly DiagnosticDescriptor Recursive = new(
        "DFW013",
        "The type contains itself",
        "'{0}' contains '{1}' again by way of '{2}', and a schema has an end; mark the member with [IgnoreColumn]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw013");

    public static readonly DiagnosticDescriptor UnsupportedKind = new(
        "DFW014",
        "The kind of type is not supported",
        "'{0}' is {1}, of which no rows can be made; declare a record, class or struct",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "#dfw014");

    /// <summary>All of them by id.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotPartial, UnsupportedType, DuplicateName, NoColumns, PrecisionOutOfRange, DecimalWithoutPrecision, UnsupportedKey, UnclearOrder, UselessOption,
        Inaccessible, OpenGeneric, NoConstructor, Recursive, UnsupportedKind,
    }.ToDictionary(descriptor => descriptor.Id);
}
