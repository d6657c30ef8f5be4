using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Texts and identifiers in the Arrow types that can hold them; null where none of them fits the type.</summary>
internal static class TextColumns
{
    public static IValueColumn<string>? OfString(IArrowType type) => type switch
    {
        StringType => new TextValueColumn<string, StringCharacters>(),
        _ => ColumnBuilders.TryCreate(type, inferred: false) is { } values ? new ParsedValueColumn(values) : null,
    };

    public static IValueColumn<Guid>? OfGuid(IArrowType type) => type switch
    {
        GuidType => new FixedValueColumn<Guid, UuidBits, UuidConverter>(type, default),
        StringType => new FormattedValueColumn<Guid>(),
        _ => null,
    };
}
