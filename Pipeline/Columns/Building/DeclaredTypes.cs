using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>The types that files of text are read as, for what has no text form of its own.</summary>
internal static class DeclaredTypes
{
    /// <summary>A field of the same name whose values are read from text and then turned into those of the record.</summary>
    public static Field Of(Field field) => new(field.Name, Of(field.DataType), nullable: true);

    private static IArrowType Of(IArrowType type) => type switch
    {
        ExtensionType => StringType.Default,
        DictionaryType t => Of(t.ValueType),
        HalfFloatType => FloatType.Default,
        StructType t => new StructType([.. t.Fields.Select(Of)]),
        MapType t => new MapType(t.KeyField, Of(t.ValueField), keySorted: false),
        ListType t => new ListType(Of(t.ValueField)),
        _ => type,
    };
}
