using CsCheck;
using DataflowWrite.Parquet;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Records;

public sealed class RecordRoundTripTests
{
    private static readonly Dictionary<string, FileFormat> Formats = new()
    {
        ["csv"] = FileFormat.Csv(),
        ["jsonl"] = FileFormat.JsonLines(),
        ["arrow"] = FileFormat.ArrowFile(),
        ["arrows"] = FileFormat.ArrowStream(),
        ["parquet"] = new ParquetFormat(),
    };

    [Test]
    public void Rows_come_back_from_their_batch()
    {
        RecordCases.Everythings.Array[0, 30].Sample(rows => ThroughBatch(rows).Should().Equal(rows), iter: 100);
        RecordCases.PageViews.Array[0, 30].Sample(rows => ThroughBatch(rows).Should().Equal(rows), iter: 100);
        RecordCases.Nesteds.Array[0, 20].Sample(rows => ThroughBatch(rows).Should().BeEquivalentTo(rows, options => options.WithStrictOrdering().ComparingByMembers<Nested>().Using<ReadOnlyMemory<byte>>(pair => pair.Subject.ToArray().Should().Equal(pair.Expectation.ToArray())).WhenTypeIs<ReadOnlyMemory<byte>>()), iter: 30);
    }

    [Test]
    public void Selected_rows_come_back_in_the_order_of_the_selection()
        => Gen.Select(RecordCases.Everythings.Array[1, 20], Gen.Int[0, 1000].Array[0, 30]).Sample((rows, picks) =>
        {
            int[] indices = [.. picks.Select(pick => pick % rows.Length)];
            using var batch = BatchRecords.ToBatch(rows, indices);
            BatchRecords.Read<Everything>(batch).Should().Equal(indices.Select(index => rows[index]));
        }, iter: 30);

    [TestCase("csv")]
    [TestCase("jsonl")]
    [TestCase("arrow")]
    [TestCase("arrows")]
    [TestCase("parquet")]
    public Task Rows_come_back_from_the_files_of_each_format(string format)
        => RecordCases.Everythings.Array[1, 200].SampleAsync(async rows => (await ThroughFiles(rows, format)).Should().Equal(rows), iter: 3, threads: 1);

    [TestCase("jsonl")]
    [TestCase("arrow")]
    [TestCase("parquet")]
    public Task Nested_rows_come_back_from_the_files_of_each_format_that_has_them(string format)
        => RecordCases.Nesteds.Array[1, 30].SampleAsync(
            async rows => (await ThroughFiles(rows, format)).Should()
                .BeEquivalentTo(rows, options => options.WithStrictOrdering().ComparingByMembers<Nested>().Using<ReadOnlyMemory<byte>>(pair => pair.Subject.ToArray().Should().Equal(pair.Expectation.ToArray())).WhenTypeIs<ReadOnlyMemory<byte>>()),
            iter: 3,
            threads: 1);

    [TestCase("csv")]
    [TestCase("parquet")]
    public Task Partition_values_come_back_from_the_directories(string format)
        => RecordCases.PageViews.Array[1, 300].Select(rows => rows.Select((row, i) => row with { UserId = i, Country = $"0{i % 7}" }).ToArray())
            .SampleAsync(async rows => (await ThroughFiles(rows, format)).OrderBy(row => row.UserId).Should().Equal(rows), iter: 3, threads: 1);

    private static IReadOnlyList<T> ThroughBatch<T>(T[] rows)
        where T : IBatchSerializable<T>
    {
        using var batch = BatchRecords.ToBatch<T>(rows);
        return BatchRecords.Read<T>(batch);
    }

    private static async Task<List<T>> ThroughFiles<T>(T[] rows, string format)
        where T : IBatchSerializable<T>
    {
        using var directory = new TempDirectory();
        await DatasetWriter.WriteAsync(rows, directory.File("out/"), new() { Format = Formats[format], MinParallelFiles = 1 });
        var reading = new DatasetReaderOptions { Formats = [.. InputFormat.Defaults, new ParquetInput()] };
        return await BatchRecords.ReadAsync<T>(directory.File("out"), reading).ToListAsync();
    }
}
