using System.Data.Common;
using System.Globalization;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Sources.Db;

/// <summary>What goes wrong with the result of a query, in words.</summary>
internal static class DbErrors
{
    private const int ShownCharacters = 80;

    public static DbSourceException NoColumns()
        => new(0, null, "The query gives no columns; use one that returns rows, such as a SELECT.");

    public static DbSourceException NoName(DbColumnInfo info)
        => new(0, null, $"Column {info.Ordinal + 1} of the query has no name; give it one, as in SELECT ... AS name.");

    public static DbSourceException SameName(DbColumnInfo info, int other)
        => new(0, info.Name,
            $"Columns {other + 1} and {info.Ordinal + 1} of the query are both named '{info.Name}'; give one of them another name, "
            + "as in SELECT ... AS name.");

    public static ArgumentException NotInResult(IEnumerable<string> unknown, IEnumerable<DbColumnInfo> infos)
        => new($"The schema (--schema) declares {Listed(unknown)}, which the query does not give. Its columns are "
            + $"{Listed(infos.Select(info => info.Name))}.");

    public static DbSourceException NoType(DbColumnInfo info)
        => new(0, info.Name, $"{Of(info)} has no Arrow type that keeps its values. {Remedy(info)}");

    public static DbSourceException NotAs(DbColumnInfo info, IArrowType type)
        => new(0, info.Name,
            $"{Of(info)} cannot be read as {ArrowTypes.NameOf(type)}, which the schema declares; declare another type, or cast it in the query.");

    public static DbSourceException Null(long row, ResultColumn column)
        => new(row, column.Info.Name,
            $"{At(row, column)} is null, though the column is said to hold no nulls; declare it as nullable in the schema.");

    public static DbSourceException Misfit(long row, ResultColumn column, DbDataReader reader)
        => new(row, column.Info.Name,
            $"{At(row, column)}: {ValueText(column, reader)} does not fit {ArrowTypes.NameOf(column.Field.DataType)} without loss; "
            + $"round or cast it in the query, or declare a type that holds it, as in {DbRemedies.Declaration(column)}.");

    public static DbSourceException Value(long row, ResultColumn column, Exception cause)
        => new(row, column.Info.Name,
            $"{At(row, column)} cannot be read as {ArrowTypes.NameOf(column.Field.DataType)}. Cast it in the query, as in "
            + $"{DbRemedies.Cast(column.Info)}. ({cause.Message.TrimEnd('.')})", cause);

    public static DbSourceException Read(long row, Exception cause)
        => new(row, null, $"The database failed before row {Number(row)}: {cause.Message}", cause);

    private static string Remedy(DbColumnInfo info)
        => DbTypeName.IsNanosecondTimestamp(info.ElementTypeName)
            ? "The provider drops the last two digits of its nanoseconds: cast it in the query, to a timestamp or to its nanoseconds as a "
                + "number, or declare timestamp[ns] to go without them."
            : $"Cast it in the query, as in {DbRemedies.Cast(info)}, or leave it out.";

    private static string At(long row, ResultColumn column) => $"Row {Number(row)}, column '{column.Info.Name}' ({column.Info.TypeName})";

    private static string Of(DbColumnInfo info)
        => $"Column '{info.Name}' of the query, of type {(info.TypeName.Length > 0 ? info.TypeName : "unknown")}{(info.Type is null ? "" : $" ({info.Type.Name})")},";

    private static string Number(long row) => row.ToString("N0", CultureInfo.InvariantCulture);

    private static string ValueText(ResultColumn column, DbDataReader reader)
    {
        if (column.Info.IsList)
            return "an item of the list";

        var text = reader.GetValue(column.Info.Ordinal) switch
        {
            DateTime value => $"{value.ToString("O", CultureInfo.InvariantCulture)}",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString() ?? "",
        };
        return text.Length > ShownCharacters ? $"'{text[..ShownCharacters]}…'" : $"'{text}'";
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
