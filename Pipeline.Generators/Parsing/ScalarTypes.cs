using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The types of the framework that make a column.</summary>
internal static class ScalarTypes
{
    public static ConverterModel? Find(ITypeSymbol type)
    {
        if (KindOf(type) is not var (kind, method))
            return null;

        return new() { Kind = kind, Method = method, Type = Names.Of(type) };
    }

    private static (ConverterKind Kind, string Method)? KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_Char
            or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double => (ConverterKind.Plain, type.Name),
        SpecialType.System_String => (ConverterKind.Text, "String"),
        SpecialType.System_Decimal => (ConverterKind.Decimal, "Decimal"),
        SpecialType.System_DateTime => (ConverterKind.Clock, "Clock"),
        _ when type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => (ConverterKind.Bytes, "Bytes"),
        _ => OfName(type.ToDisplayString()),
    };

    private static (ConverterKind Kind, string Method)? OfName(string name) => name switch
    {
        "System.Half" => (ConverterKind.Plain, "Half"),
        "System.Guid" => (ConverterKind.Plain, "Guid"),
        "System.DateOnly" => (ConverterKind.Plain, "Date"),
        "System.DateTimeOffset" => (ConverterKind.Instant, "Instant"),
        "System.TimeSpan" => (ConverterKind.Duration, "Duration"),
        "System.TimeOnly" => (ConverterKind.Time, "Time"),
        "System.Int128" => (ConverterKind.BigInteger, "Int128"),
        "System.UInt128" => (ConverterKind.BigInteger, "UInt128"),
        "System.ReadOnlyMemory<byte>" => (ConverterKind.Bytes, "Memory"),
        _ => null,
    };
}
