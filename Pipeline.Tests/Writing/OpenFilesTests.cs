using Apache.Arrow;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OpenFilesTests : IProgress<WriteProgress>
{
    private const int RowsOfOneChunk = 1_100;

    private readonly MemoryObjectStore _store = new();
    private int _mostOpen;

    [Test]
    public async Task The_file_used_least_recently_makes_place_and_its_partition_goes_on_in_another_one()
    {
        var result = await WriteAsync(maxOpenFiles: 2, ["a", "b", "c", "c", "a"], maxRows: 2 * RowsOfOneChunk);

        var ofA = result.Files.Where(file => file.Partition.Path == "key=a").ToList();
        ofA.Select(file => file.CloseReason).Should().Equal(FileCloseReason.MaxOpenFiles, FileCloseReason.MaxRows);
        ofA.Select(file => file.Path[^5..]).Should().Equal("0.csv", "1.csv");
        result.Rows.Should().Be(5 * RowsOfOneChunk);
        foreach (var file in result.Files)
            (await CsvText.ReadAsync(_store, file.ObjectPath)).Should().StartWith("id,text\n", "each file has its own header");
    }

    [Test]
    public async Task No_more_files_are_open_than_allowed([Values(1, 3, 8)] int maxOpenFiles)
    {
        var keys = Enumerable.Range(0, 40).Select(number => $"k{number % 10}");

        await WriteAsync(maxOpenFiles, keys, maxRows: null);

        _mostOpen.Should().BeLessThanOrEqualTo(maxOpenFiles);
    }

    [Test]
    public async Task Partitions_with_few_rows_wait_for_the_end_and_get_one_file_each()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 20_000, rowsPerBatch: 500, keys: 700),
            WriteDestination.In(_store, "out/"),
            new() { PartitionBy = ["key"], MaxOpenFiles = 4, Progress = this });

        result.Files.Should().HaveCount(700).And.OnlyContain(file => file.CloseReason == FileCloseReason.EndOfInput);
        _mostOpen.Should().BeLessThanOrEqualTo(4);
    }

    public void Report(WriteProgress value) => _mostOpen = Math.Max(_mostOpen, value.OpenFiles);

    private Task<WriteResult> WriteAsync(int maxOpenFiles, IEnumerable<string> keys, long? maxRows)
        => DatasetWriter.WriteAsync(
            NumberedRows.Stream(keys.Select(LargeBatch)),
            WriteDestination.In(_store, "out/"),
            new()
            {
                PartitionBy = ["key"],
                MaxOpenFiles = maxOpenFiles,
                MaxRowsPerFile = maxRows,
                Progress = this,
                TimeProvider = new EachCallIsLater(),
            });

    private static RecordBatch LargeBatch(string key)
    {
        var text = new string('x', 1_000);
        return ArrowValues.Batch(
            ("id", ArrowValues.Int64([.. Enumerable.Range(0, RowsOfOneChunk).Select(id => (long?)id)])),
            ("key", ArrowValues.Utf8([.. Enumerable.Repeat(key, RowsOfOneChunk)])),
            ("text", ArrowValues.Utf8([.. Enumerable.Repeat(text, RowsOfOneChunk)])));
    }
}
