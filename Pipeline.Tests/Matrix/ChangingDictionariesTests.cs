using Apache.Arrow;
using DataflowWrite.Parquet;
using DataflowWrite.Partitioning;
using DataflowWrite.Sources;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Matrix;

/// <summary>Dictionaries that differ from batch to batch, with more values together than their indices count, in each format.</summary>
public sealed class ChangingDictionariesTests
{
    private const int Batches = 40;
    private const int RowsPerBatch = 30;

    [Test]
    public async Task The_rows_are_those_that_were_written(
        [Values("csv", "jsonl", "arrow", "arrows", "parquet")] string format, [Values] bool partitioned)
    {
        using var directory = new TempDirectory();
        var store = new LocalObjectStore(directory.FullPath, new() { Durability = Durability.None });
        var batches = Enumerable.Range(0, Batches).Select(Batch).ToList();
        var columns = format == "csv" ? 3 : 4;
        var options = new DatasetWriteOptions
        {
            Format = partitioned ? Formats.Of(format) : null,
            Formats = [new ParquetFormat()],
            PartitionBy = partitioned ? ["key"] : PartitionSpec.None,
            FileOrder = FileOrder.Sequential,
        };

        await DatasetWriter.WriteAsync(
            batches.Select(batch => Head(batch, columns)), WriteDestination.In(store, partitioned ? "out/" : $"out.{format}"), options);

        var reader = await DatasetReader.OpenAsync(
            directory.File(partitioned ? "out" : $"out.{format}"),
            new() { Formats = [.. InputFormat.Defaults, new ParquetInput()], Schema = Declared(format) });
        var rows = new List<string>();
        await foreach (var batch in reader.ReadAsync())
            using (batch)
                rows.AddRange(RowText.Of(batch));

        rows.Order().Should().Equal(batches.SelectMany(batch => RowsOf(batch, columns, partitioned)).Order());
    }

    /// <summary>The key, a text and a number by dictionaries of this batch alone, and a text in a struct.</summary>
    private static RecordBatch Batch(int number)
    {
        var rows = Enumerable.Range(0, RowsPerBatch).ToArray();
        var indices = rows.Select(row => row % 7 == 3 ? null : (sbyte?)(row % 10)).ToArray();
        var texts = ArrowValues.Utf8([.. Enumerable.Range(0, 10).Select(value => $"text {(number * 7) + value}")]);
        var numbers = ArrowValues.Int64([.. Enumerable.Range(0, 10).Select(value => (long?)((number * 1_000) - value))]);
        return ArrowValues.Batch(
            ("key", ArrowValues.Int32([.. rows.Select(row => (int?)(row % 3))])),
            ("text", ArrowValues.Dictionary(ArrowValues.Int8(indices), texts)),
            ("number", ArrowValues.Dictionary(ArrowValues.Int8(indices), numbers)),
            ("inner", ArrowValues.Struct(null, ("s", ArrowValues.Dictionary(ArrowValues.Int8(indices), texts)))));
    }

    private static RecordBatch Head(RecordBatch batch, int columns)
        => new(new Schema(batch.Schema.FieldsList.Take(columns), null), batch.Arrays.Take(columns), batch.Length);

    /// <summary>A partition column stands behind those of the files.</summary>
    private static IEnumerable<string> RowsOf(RecordBatch batch, int columns, bool partitioned)
        => from row in RowText.Of(Head(batch, columns))
           let parts = row.Split('|', 2)
           select partitioned ? $"{parts[1]}|{parts[0]}" : row;

    private static IReadOnlyList<Field> Declared(string format)
        => format is "csv" or "jsonl"
            ? [.. SchemaText.Parse("key:int32,text:string,number:int64" + (format == "jsonl" ? ",inner:struct<s:string>" : ""))]
            : [.. SchemaText.Parse("key:int32")];
}
