using System.Collections.ObjectModel;
using System.Data.Common;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>Puts the columns of a source together from what the provider says and the caller declares.</summary>
internal static class DbSchema
{
    public static async Task<ResultColumn[]> SettleAsync(
        DbDataReader reader, IReadOnlyList<Field> declared, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(reader, cancellationToken).ConfigureAwait(false);
        var infos = new DbColumnInfo[reader.FieldCount];
        if (infos.Length == 0)
            throw DbErrors.NoColumns();

        for (var i = 0; i < infos.Length; i++)
            infos[i] = DbColumnInfo.Of(reader, described?.FirstOrDefault(column => column.ColumnOrdinal == i), i);

        RequireNames(infos);
        if (infos.Any(info => info.IsOpenDecimal))
            infos = DbSchemaTable.Complete(infos, reader);

        var fields = Declared(declared, infos);
        return System.Array.ConvertAll(infos, info => Settle(info, fields.GetValueOrDefault(info.Name)));
    }

    /// <summary>
    /// Null where the provider cannot: some fail for all columns on account of one that they cannot read, which the
    /// getters of the reader tell apart.
    /// </summary>
    private static async Task<ReadOnlyCollection<DbColumn>?> DescribeAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetColumnSchemaAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or InvalidCastException or NotSupportedException)
        {
            return null;
        }
    }

    private static ResultColumn Settle(DbColumnInfo info, Field? declared)
    {
        var type = declared?.DataType ?? DbTypeMap.TypeOf(info) ?? throw DbErrors.NoType(info);
        var field = new Field(info.Name, type, declared?.IsNullable ?? info.AllowsNull);
        return ResultColumns.Create(info, field) ?? throw DbErrors.NotAs(info, type);
    }

    private static Dictionary<string, Field> Declared(IReadOnlyList<Field> declared, DbColumnInfo[] infos)
    {
        var fields = declared.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var unknown = fields.Keys.Except(infos.Select(info => info.Name), StringComparer.Ordinal).ToArray();
        return unknown.Length == 0 ? fields : throw DbErrors.NotInResult(unknown, infos);
    }

    private static void RequireNames(DbColumnInfo[] infos)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var info in infos)
            if (string.IsNullOrEmpty(info.Name))
                throw DbErrors.NoName(info);
            else if (!places.TryAdd(info.Name, info.Ordinal))
                throw DbErrors.SameName(info, places[info.Name]);
    }
}
