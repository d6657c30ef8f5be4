using System.Data.Common;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Sources.Db;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources.Db;

/// <summary>What a reader became: the types of the columns, and the rows as text; of the values of one column, its storage.</summary>
internal sealed record DbResult(Schema Schema, IReadOnlyList<string> Rows, IReadOnlyList<int> Batches)
{
    public string[] Types => [.. Schema.FieldsList.Select(column => ArrowTypes.NameOf(column.DataType))];

    public static async Task<DbResult> Of(DbDataReader reader, DbDataReaderSourceOptions? options = null)
    {
        var source = await DbDataReaderSource.OpenAsync(reader, options);
        var rows = new List<string>();
        var batches = new List<int>();
        await foreach (var batch in source.ReadAsync())
        {
            using var owned = batch;
            batches.Add(batch.Length);
            batch.Schema.Should().BeSameAs(source.Schema);
            for (var row = 0; row < batch.Length; row++)
                rows.Add(string.Join('|', batch.Arrays.Select(array => Text(array, row))));
        }

        return new(source.Schema, rows, batches);
    }

    public static async Task<DbResult> Of(DbConnection connection, string query, DbDataReaderSourceOptions? options = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        return await Of(reader, options);
    }

    private static string Text(IArrowArray array, int row) => array switch
    {
        _ when array.IsNull(row) => "∅",
        GuidArray a => a.GetGuid(row)!.Value.ToString(),
        ListArray a => $"[{string.Join(',', Enumerable.Range(a.ValueOffsets[row], a.GetValueLength(row)).Select(i => Text(a.Values, i)))}]",
        StringArray a => a.GetString(row)!,
        Decimal128Array a => a.GetString(row)!,
        Decimal256Array a => a.GetString(row)!,
        BooleanArray a => a.GetValue(row)!.Value ? "true" : "false",
        Date32Array a => a.GetDateOnly(row)!.Value.ToString("yyyy-MM-dd", null),
        _ => RowText.Of(array, row),
    };
}
