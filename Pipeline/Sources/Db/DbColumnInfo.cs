using System.Data.Common;

namespace DataflowWrite.Sources.Db;

/// <summary>What a provider says of a column before the first row.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Ordinal">Its place, from 0.</param>
/// <param name="TypeName">The type in the words of the database, as <c>numeric(10, 2)</c> or <c>integer[]</c>.</param>
/// <param name="Type">The .NET type of a value, or of an element of a list; null when the provider knows none.</param>
/// <param name="Shape">How values come.</param>
/// <param name="AllowsNull">False where the provider says so.</param>
/// <param name="Precision">Digits of a decimal, where they are known.</param>
/// <param name="Scale">Fraction digits of a decimal, where they are known.</param>
internal sealed record DbColumnInfo(
    string Name, int Ordinal, string TypeName, Type? Type, DbValueShape Shape, bool AllowsNull, int? Precision, int? Scale)
{
    /// <summary>A decimal of which nothing says how long it is.</summary>
    public bool IsOpenDecimal => Type == typeof(decimal) && !IsList && Precision is null;

    public bool IsList => Shape != DbValueShape.Scalar;

    /// <summary>The name of the type, or of the type of an element, without facets and in lower case.</summary>
    public string ElementTypeName => DbTypeName.Plain(TypeName);

    public static DbColumnInfo Of(DbDataReader reader, DbColumn? column, int ordinal)
    {
        var typeName = TypeNameOf(reader, ordinal);
        var (type, shape) = Unfold(FieldTypeOf(reader, ordinal), typeName);
        var (precision, scale) = DbTypeName.Facets(typeName);
        if (column is not null && shape == DbValueShape.Scalar)
        {
            precision = column.NumericPrecision ?? precision;
            scale = column.NumericScale ?? scale;
        }

        return new(reader.GetName(ordinal), ordinal, typeName, type, shape, column?.AllowDBNull ?? true, precision, scale);
    }

    private static (Type? Type, DbValueShape Shape) Unfold(Type? type, string typeName)
    {
        if (type is null)
            return (null, DbValueShape.Scalar);

        if (type == typeof(Array))
            return (DbTypeName.ElementType(DbTypeName.Plain(typeName)), DbValueShape.NullableArray);

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return (type.GetGenericArguments()[0], DbValueShape.List);

        if (!type.IsSZArray || type == typeof(byte[]) || type == typeof(char[]))
            return (type, DbValueShape.Scalar);

        var element = type.GetElementType()!;
        return Nullable.GetUnderlyingType(element) is { } underlying
            ? (underlying, DbValueShape.NullableArray)
            : (element, DbValueShape.Array);
    }

    /// <summary>Some providers fail here for types that they cannot read; the column is refused by name then.</summary>
    private static Type? FieldTypeOf(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetFieldType(ordinal);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or InvalidCastException or NotSupportedException or DbException)
        {
            return null;
        }
    }

    private static string TypeNameOf(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetDataTypeName(ordinal);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            return "";
        }
    }
}
