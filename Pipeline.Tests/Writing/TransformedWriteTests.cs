using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Reference;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Writing;

/// <summary>Whole writes partitioned by transforms, read back by DuckDB and by this library.</summary>
public sealed class TransformedWriteTests
{
    private const int Rows = 300;
    private const long HourBeforeTheDoubledOne = 1_729_980_000;

    private static readonly PartitionSpec Spec =
    [
        PartitionField.Month("at"), PartitionField.Hour("at", "Europe/Vienna"), PartitionField.Bucket("id", 3), PartitionField.Truncate("name", 2),
    ];

    private static readonly InputFormat[] Formats = [.. InputFormat.Defaults, new ParquetInput()];

    [TestCase("csv")]
    [TestCase("jsonl")]
    [TestCase("parquet")]
    public async Task Every_row_arrives_once_in_the_directories_of_its_values_and_keeps_its_columns(string format)
    {
        using var directory = new TempDirectory();
        var result = await DatasetWriter.WriteAsync(
            Batches(), directory.File("out/"), new() { Format = FormatOf(format), PartitionBy = Spec, MaxOpenFiles = 3 });
        result.Rows.Should().Be(Rows);

        var rows = Query(
            "SELECT id, name, at_month, at_hour, id_bucket, name_trunc, epoch(\"at\"::TIMESTAMPTZ)::BIGINT " +
            $"FROM '{directory.FullPath}/out/*/*/*/*/*.{format}' ORDER BY id");
        rows.Should().HaveCount(Rows);
        var hours = TransformedKeys.Of(Column(0, Rows), PartitionTransform.HourIn("Europe/Vienna"));
        var buckets = TransformedKeys.Of(Ids(0, Rows), PartitionTransform.Bucket(3));
        for (var id = 0; id < Rows; id++)
            rows[id].Should().Equal(
                $"{id}", NameOf(id), "2024-10", hours[id] ?? "null", buckets[id], NameOf(id)?[..2], $"{HourBeforeTheDoubledOne + (60 * id)}");
    }

    [Test]
    public async Task Directories_of_transforms_come_back_as_columns_behind_those_of_the_files()
    {
        using var directory = new TempDirectory();
        await DatasetWriter.WriteAsync(Batches(), directory.File("out/"), new() { Format = new ParquetFormat(), PartitionBy = Spec });

        var reader = await DatasetReader.OpenAsync(directory.File("out"), new() { Formats = Formats });

        reader.Schema.FieldsList.Select(field => $"{field.Name}:{SchemaText.FormatType(field.DataType)}").Should().Equal(
            "id:int64", "at:timestamp[us,UTC]", "name:string", "at_month:string", "at_hour:string", "id_bucket:int64", "name_trunc:string");
        (await IdsAsync(reader)).Order().Should().Equal(Enumerable.Range(0, Rows).Select(id => (long)id));
    }

    [Test]
    public async Task A_day_and_a_year_come_back_as_a_date_and_a_number()
    {
        using var directory = new TempDirectory();
        await DatasetWriter.WriteAsync(
            Batches(),
            directory.File("out/"),
            new() { PartitionBy = [PartitionField.Year("at"), PartitionField.Day("at"), PartitionField.Hour("at")] });

        var reader = await DatasetReader.OpenAsync(directory.File("out"));

        reader.Schema.FieldsList.TakeLast(3).Select(field => $"{field.Name}:{SchemaText.FormatType(field.DataType)}")
            .Should().Equal("at_year:int64", "at_day:date32", "at_hour:string");
    }

    [Test]
    public async Task A_dataset_that_is_read_back_is_partitioned_again_by_the_columns_of_its_directories()
    {
        var options = new DatasetWriteOptions { Format = new ParquetFormat(), PartitionBy = [PartitionField.Bucket("id", 3)] };
        using var directory = new TempDirectory();
        var first = await DatasetWriter.WriteAsync(Batches(), directory.File("first/"), options);
        var reader = await DatasetReader.OpenAsync(directory.File("first"), new() { Formats = Formats });

        await FluentActions.Awaiting(() => DatasetWriter.WriteAsync(reader.ReadAsync(), directory.File("second/"), options with { Schema = reader.Schema }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*'id_bucket', as a column is*Partition by that column itself*");
        var second = await DatasetWriter.WriteAsync(
            reader.ReadAsync(), directory.File("second/"), options with { PartitionBy = ["id_bucket"] });

        second.Files.Select(file => (file.Partition.Path, file.Rows)).Should().Equal(first.Files.Select(file => (file.Partition.Path, file.Rows)));
    }

    [Test]
    public async Task Identity_beside_a_transform_takes_the_column_out_of_the_files()
    {
        var batch = ArrowValues.Batch(("id", ArrowValues.Int64(7, 8)), ("at", ArrowValues.Date32(19_968, null)));

        var write = await ReferenceWrite.OfAsync("out/", new() { PartitionBy = [PartitionField.Month("at"), "at"] }, batch);

        write.Paths.Should().Equal(
            "out/at_month=2024-09/at=2024-09-02/ID_0.csv", "out/at_month=__HIVE_DEFAULT_PARTITION__/at=__HIVE_DEFAULT_PARTITION__/ID_0.csv");
        (await write.IdsAsync(write.Paths[0])).Should().Equal(7);
    }

    [Test]
    public async Task A_name_of_a_field_is_the_name_of_its_directories_and_of_its_place_in_file_names()
    {
        var batch = ArrowValues.Batch(("id", ArrowValues.Int64(34)));

        var write = await ReferenceWrite.OfAsync(
            "out/", new() { PartitionBy = PartitionSpec.Parse("bucket(16,id) as shard"), FileNameTemplate = "{shard}-{id}-{n}.{ext}" }, batch);

        write.Paths.Should().Equal("out/shard=3/3-ID-0.csv");
    }

    [Test]
    public async Task What_a_type_does_not_have_is_refused_before_the_first_byte()
    {
        using var directory = new TempDirectory();
        var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1)), ("price", ArrowValues.Float64(1.5)));

        await FluentActions.Awaiting(() => DatasetWriter.WriteAsync(
                [batch], directory.File("out/"), new() { Schema = batch.Schema, PartitionBy = [PartitionField.Bucket("price", 4)] }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("Column 'price' is double, of which there is no bucket*");

        Directory.EnumerateFileSystemEntries(directory.FullPath).Should().BeEmpty();
    }

    private static FileFormat FormatOf(string name) => name switch
    {
        "csv" => FileFormat.Csv(),
        "jsonl" => FileFormat.JsonLines(),
        _ => new ParquetFormat(),
    };

    private static IEnumerable<RecordBatch> Batches()
    {
        for (var first = 0; first < Rows; first += 50)
            yield return ArrowValues.Batch(
                ("id", Ids(first, 50)), ("at", Column(first, 50)),
                ("name", ArrowValues.Utf8([.. Enumerable.Range(first, 50).Select(NameOf)])));
    }

    private static IArrowArray Ids(int first, int count) => ArrowValues.Int64([.. Enumerable.Range(first, count).Select(id => (long?)id)]);

    private static IArrowArray Column(int first, int count) => ArrowValues.Timestamp(
        TimeUnit.Microsecond, "UTC", [.. Enumerable.Range(first, count).Select(id => (long?)(HourBeforeTheDoubledOne + (60 * id)) * 1_000_000)]);

    private static string? NameOf(int id) => (id % 4) switch { 0 => "ab", 1 => "abc", 2 => null, _ => "éa/c" };

    private static async Task<List<long>> IdsAsync(DatasetReader reader)
    {
        var ids = new List<long>();
        await foreach (var batch in reader.ReadAsync())
            using (batch)
                ids.AddRange(((Int64Array)batch.Column("id")).Values);

        return ids;
    }

    private static List<string?[]> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COLUMNS(*)::VARCHAR FROM ({sql})";
        using var reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);

        return rows;
    }
}
