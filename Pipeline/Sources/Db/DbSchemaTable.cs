using System.Data;
using System.Data.Common;
using System.Globalization;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// The older description of a result. Providers that have no other lose the digits of decimals on the way to the newer
/// one, because they are bytes or shorts here.
/// </summary>
internal static class DbSchemaTable
{
    public static DbColumnInfo[] Complete(DbColumnInfo[] infos, DbDataReader reader)
    {
        using var table = Describe(reader);
        if (table is null || table.Rows.Count != infos.Length
            || !table.Columns.Contains(SchemaTableColumn.NumericPrecision) || !table.Columns.Contains(SchemaTableColumn.NumericScale))
            return infos;

        return System.Array.ConvertAll(infos, info => info.IsOpenDecimal ? Complete(info, table.Rows[info.Ordinal]) : info);
    }

    private static DbColumnInfo Complete(DbColumnInfo info, DataRow row) => info with
    {
        Precision = Number(row[SchemaTableColumn.NumericPrecision]),
        Scale = Number(row[SchemaTableColumn.NumericScale]),
    };

    private static DataTable? Describe(DbDataReader reader)
    {
        try
        {
            return reader.GetSchemaTable();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or InvalidCastException or NotSupportedException)
        {
            return null;
        }
    }

    private static int? Number(object value) => value is byte or short or int ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;
}
