using System.Text.Json;
using Apache.Arrow;
using DataflowWrite.Parquet;
using DataflowWrite.Partitioning;
using DataflowWrite.Sources;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Matrix;

/// <summary>
/// Each Arrow type in each format, through a whole write: whole and sliced, with and without nulls, without rows; or refused before the first
/// byte. Other readers get the texts of CSV and JSON Lines, which are compared with those that the page promises; nothing may be lost or refused
/// but what the page says.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TypeMatrixTests : IDisposable
{
    private const int Rows = 60;

    private static readonly string[] Formats = ["csv", "jsonl", "arrow", "arrows", "parquet"];

    private static readonly string[] Nested =
        ["list", "large list", "list view", "large list view", "fixed list", "struct", "map", "map of text keys",
            "list of struct", "struct of map", "sparse union", "dense union"];

    private static readonly Dictionary<string, string[]> Refused = new()
    {
        ["csv"] = Nested,
        ["jsonl"] = ["sparse union", "dense union"],
        ["arrow"] = [],
        ["arrows"] = [],
        ["parquet"] = ["year months", "day times", "month day nanos", "run ends", "run ends of int32", "sparse union", "dense union"],
    };

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static IEnumerable<TestCaseData> Cases()
        => from format in Formats
           from type in RandomColumns.All
           select new TestCaseData(format, type).SetArgDisplayNames(format, type);

    [TestCaseSource(nameof(Cases))]
    public async Task A_type_comes_back_or_is_refused_by_name(string format, string type)
    {
        foreach (var nulls in new[] { 0, 0.3 })
        {
            var values = RandomColumns.Make(type, seed: 7, Rows, nulls);
            var ids = ArrowValues.Int32([.. Enumerable.Range(0, Rows).Select(i => (int?)i)]);
            var whole = ArrowValues.Batch(("id", ids), ("v", values));
            if (Refused[format].Contains(type))
            {
                await CheckRefusalAsync(format, whole);
                continue;
            }

            foreach (var batch in new[] { whole, whole.Slice(11, 37), whole.Slice(11, 0) })
                await CheckAsync(format, type, batch);
        }
    }

    private async Task CheckRefusalAsync(string format, RecordBatch batch)
    {
        var write = () => WriteAsync(format, batch);

        (await write.Should().ThrowAsync<DatasetWriteException>())
            .WithInnerException<NotSupportedException>().WithMessage("*'v'*");
        Directory.EnumerateFileSystemEntries(_directory.FullPath).Should().BeEmpty();
    }

    private async Task CheckAsync(string format, string type, RecordBatch batch)
    {
        var path = await WriteAsync(format, batch);
        if (format == "csv")
            CsvCells(path).Should().Equal(Cells(batch, ReferenceText.Csv));
        else if (format == "jsonl")
            JsonCells(path).Should().Equal(Cells(batch, ReferenceText.Json));
        else
            (await ReadAsync(path, RowsOf(format, type))).Should().Equal(Expected(format, type, batch));

        File.Delete(path);
    }

    private async Task<string> WriteAsync(string format, RecordBatch batch)
    {
        var path = _directory.File($"rows.{format}");
        var store = new LocalObjectStore(_directory.FullPath, new() { Durability = Durability.None });
        await DatasetWriter.WriteAsync([batch], WriteDestination.In(store, $"rows.{format}"), new()
        {
            Formats = [new ParquetFormat()],
            OutputMode = OutputMode.Single,
            LeaveOpen = true,
        });
        return path;
    }

    private static async Task<List<string>> ReadAsync(string path, Func<RecordBatch, IEnumerable<string>> rowsOf)
    {
        var rows = new List<string>();
        var reader = await DatasetReader.OpenAsync(path, new() { Formats = [.. InputFormat.Defaults, new ParquetInput()] });
        await foreach (var batch in reader.ReadAsync())
            using (batch)
                rows.AddRange(rowsOf(batch));

        return rows;
    }

    /// <summary>The rows that were written, but for the coercions of Parquet that the page lists.</summary>
    private static IEnumerable<string> Expected(string format, string type, RecordBatch batch)
        => (format, type) switch
        {
            ("parquet", "date64") => Numbers(batch, milliseconds => (long)Math.Floor(milliseconds / 86_400_000.0)),
            ("parquet", "timestamp seconds" or "timestamp zoned" or "time32 seconds") => Numbers(batch, seconds => seconds * 1_000),
            _ => RowsOf(format, type)(batch),
        };

    /// <summary>Rows as they are stored; of a decimal that Parquet gives another scale, as they are meant.</summary>
    private static Func<RecordBatch, IEnumerable<string>> RowsOf(string format, string type)
        => (format, type) == ("parquet", "decimal of negative scale")
            ? batch => Cells(batch, ReferenceText.Csv).Select(cells => $"{cells.Item1}|{cells.Item2 ?? "null"}")
            : RowText.Of;

    private static IEnumerable<string> Numbers(RecordBatch batch, Func<long, long> coerce)
        => from row in RowText.Of(batch)
           let parts = row.Split('|')
           select parts[1] == "null" ? row : $"{parts[0]}|{coerce(long.Parse(parts[1]))}";

    private static IEnumerable<(string?, string?)> Cells(RecordBatch batch, Func<IArrowArray, int, string?> text)
        => Enumerable.Range(0, batch.Length).Select(row => (text(batch.Column(0), row), text(batch.Column(1), row)));

    /// <summary>The cells as DuckDB reads them: nothing is a null, and a quoted nothing the empty string.</summary>
    private static List<(string?, string?)> CsvCells(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            SELECT * FROM read_csv('{{path}}', header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
                allow_quoted_nulls = false, auto_detect = false, columns = {'id': 'VARCHAR', 'v': 'VARCHAR'})
            """;
        using var reader = command.ExecuteReader();
        var cells = new List<(string?, string?)>();
        while (reader.Read())
            cells.Add((reader[0] as string, reader[1] as string));

        return cells;
    }

    private static IEnumerable<(string?, string?)> JsonCells(string path)
        => from line in File.ReadLines(path)
           let row = JsonSerializer.Deserialize<JsonElement>(line)
           select (Cell(row, "id"), Cell(row, "v"));

    private static string? Cell(JsonElement row, string name)
        => row.TryGetProperty(name, out var value) ? ReferenceText.Canonical(value) : null;
}
