using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatasetWriterTests
{
    private readonly MemoryObjectStore _store = new();

    private WriteDestination Directory => WriteDestination.In(_store, "out/");

    [Test]
    public async Task Every_row_arrives_once_and_each_file_keeps_the_input_order()
    {
        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(rows: 1000, rowsPerBatch: 64), Directory);

        result.Rows.Should().Be(1000);
        result.Files.Should().HaveCount(4);
        var all = new List<long>();
        foreach (var file in result.Files)
        {
            var ids = await CsvText.ReadIdsAsync(_store, file.ObjectPath);
            ids.Should().BeInAscendingOrder();
            ids.Should().HaveCount((int)file.Rows);
            all.AddRange(ids);
        }

        all.Should().BeEquivalentTo(Enumerable.Range(0, 1000).Select(id => (long)id));
    }

    [Test]
    public async Task Partitions_become_directories_with_one_file_each()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 90, rowsPerBatch: 7, keys: 3), Directory, new() { PartitionBy = ["key"], WriteId = "abcdefgh01234567" });

        result.Files.Select(file => file.Path).Should().Equal(
            "out/key=k0/abcdefgh01234567_0.csv", "out/key=k1/abcdefgh01234567_0.csv", "out/key=k2/abcdefgh01234567_0.csv");
        (await CsvText.ReadIdsAsync(_store, result.Files[1].ObjectPath)).Should().Equal(
            Enumerable.Range(0, 90).Where(id => id % 3 == 1).Select(id => (long)id));
        result.Files[1].Partition.Values.Should().Equal(new PartitionValue("key", "k1"));
    }

    [Test]
    public async Task A_single_file_holds_everything_in_order_under_exactly_its_name()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 5000, rowsPerBatch: 100), WriteDestination.In(_store, "dir/all.csv"));

        result.Files.Should().ContainSingle().Which.Path.Should().Be("dir/all.csv");
        (await CsvText.ReadIdsAsync(_store, ObjectPath.Parse("dir/all.csv"))).Should().Equal(Enumerable.Range(0, 5000).Select(id => (long)id));
    }

    [Test]
    public async Task The_extension_of_a_single_file_gives_format_and_compression()
    {
        await DatasetWriter.WriteAsync(NumberedRows.Stream(rows: 10, rowsPerBatch: 10), WriteDestination.In(_store, "all.jsonl.gz"));

        await using var raw = await _store.OpenReadAsync(ObjectPath.Parse("all.jsonl.gz"));
        await using var plain = CompressionCodec.For(CompressionType.Gzip).CreateDecompressor(raw);
        using var reader = new StreamReader(plain);
        (await reader.ReadLineAsync()).Should().StartWith("{\"id\":0,");
    }

    [Test]
    public async Task An_extension_that_contradicts_an_option_is_refused()
    {
        var write = () => DatasetWriter.WriteAsync(
            NumberedRows.Stream(10, 10), WriteDestination.In(_store, "all.csv.gz"), new() { Compression = CompressionType.Zstd });

        await write.Should().ThrowAsync<ArgumentException>().WithMessage("*gzip*zstd*");
    }

    [Test]
    public async Task A_directory_without_rows_gets_no_file()
    {
        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream([NumberedRows.Batch(0, 0)]), Directory);

        result.Files.Should().BeEmpty();
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    [Test]
    public async Task A_single_file_without_rows_is_written_with_its_header()
    {
        var schema = NumberedRows.Batch(0, 1).Schema;

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream([]), WriteDestination.In(_store, "none.csv"), new() { Schema = schema });

        result.Files.Should().ContainSingle().Which.Rows.Should().Be(0);
        (await CsvText.ReadAsync(_store, ObjectPath.Parse("none.csv"))).Should().Be("id,key,text\n");
    }

    [Test]
    public async Task A_single_jsonl_file_without_rows_and_without_a_schema_is_written_empty()
    {
        await DatasetWriter.WriteAsync(NumberedRows.Stream([]), WriteDestination.In(_store, "none.jsonl"));

        (await CsvText.ReadAsync(_store, ObjectPath.Parse("none.jsonl"))).Should().BeEmpty();
    }

    [Test]
    public async Task A_single_csv_file_without_rows_and_without_a_schema_asks_for_one()
    {
        var write = () => DatasetWriter.WriteAsync(NumberedRows.Stream([]), WriteDestination.In(_store, "none.csv"));

        await write.Should().ThrowAsync<DatasetWriteException>().WithMessage("*DatasetWriteOptions.Schema*");
    }

    [Test]
    public async Task Files_end_exactly_at_the_maximum()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 100, rowsPerBatch: 7), Directory,
            new() { MaxRowsPerFile = 30, FileOrder = FileOrder.Sequential });

        result.Files.OrderBy(file => file.Rows).Select(file => file.Rows).Should().Equal(10, 30, 30, 30);
        result.Files.Count(file => file.CloseReason == FileCloseReason.MaxRows).Should().Be(3);
        result.Files.Count(file => file.CloseReason == FileCloseReason.EndOfInput).Should().Be(1);
    }

    [Test]
    public async Task In_sequential_order_the_files_by_their_numbers_hold_the_input_in_order()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 100, rowsPerBatch: 7), Directory,
            new() { MaxRowsPerFile = 30, FileOrder = FileOrder.Sequential, FileNameTemplate = "part-{n}-{id}.{ext}" });

        var ids = new List<long>();
        foreach (var file in result.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
            ids.AddRange(await CsvText.ReadIdsAsync(_store, file.ObjectPath));

        ids.Should().Equal(Enumerable.Range(0, 100).Select(id => (long)id));
    }

    [Test]
    public async Task A_second_write_adds_files_and_leaves_the_first_ones_alone()
    {
        var first = await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), Directory);
        var before = await CsvText.ReadAsync(_store, first.Files[0].ObjectPath);
        await DatasetWriter.WriteAsync(NumberedRows.Stream(20, 10), Directory);

        (await CsvText.ListAsync(_store)).Should().HaveCount(3);
        (await CsvText.ReadAsync(_store, first.Files[0].ObjectPath)).Should().Be(before);
    }

    [Test]
    public async Task A_write_under_the_id_of_an_earlier_one_changes_nothing_and_says_so()
    {
        var options = new DatasetWriteOptions { WriteId = "abcdefgh01234567" };
        await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), Directory, options);

        var again = await DatasetWriter.WriteAsync(ThrowingStream(), Directory, options);

        (again.Outcome, again.Rows, again.Files.Count).Should().Be((WriteOutcome.AlreadyWritten, 0L, 0));
        (await CsvText.ListAsync(_store)).Should().ContainSingle();
        (await CsvText.ReadIdsAsync(_store, ObjectPath.Parse("out/abcdefgh01234567_0.csv"))).Should().HaveCount(10);
    }

    [Test]
    public async Task A_single_file_that_exists_is_refused_before_anything_is_read()
    {
        var destination = WriteDestination.In(_store, "all.csv");
        await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), destination);
        var again = () => DatasetWriter.WriteAsync(ThrowingStream(), destination);

        await again.Should().ThrowAsync<ArgumentException>().WithMessage("*all.csv*exists*");
    }

    [Test]
    public async Task A_channel_is_written_until_it_completes()
    {
        var channel = Channel.CreateBounded<RecordBatch>(1);
        var write = DatasetWriter.WriteAsync(channel.Reader, Directory);
        foreach (var batch in NumberedRows.Batches(rows: 50, rowsPerBatch: 10))
            await channel.Writer.WriteAsync(batch);

        channel.Writer.Complete();

        (await write).Rows.Should().Be(50);
    }

    [Test]
    public async Task A_channel_that_fails_fails_the_write()
    {
        var channel = Channel.CreateUnbounded<RecordBatch>();
        await channel.Writer.WriteAsync(NumberedRows.Batch(0, 10));
        channel.Writer.Complete(new InvalidDataException("broken upstream"));
        var write = () => DatasetWriter.WriteAsync(channel.Reader, Directory);

        (await write.Should().ThrowAsync<DatasetWriteException>()).Which.InnerException!.Message.Should().Be("broken upstream");
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    [Test]
    public async Task A_block_is_written_until_it_completes()
    {
        var source = new BufferBlock<RecordBatch>();
        foreach (var batch in NumberedRows.Batches(rows: 50, rowsPerBatch: 10))
            source.Post(batch);

        source.Complete();

        (await DatasetWriter.WriteAsync(source, Directory)).Rows.Should().Be(50);
    }

    [Test]
    public async Task Batches_of_another_schema_fail_the_write_and_name_the_column()
    {
        var other = ArrowValues.Batch(("id", ArrowValues.Utf8("x")), ("key", ArrowValues.Utf8("y")), ("text", ArrowValues.Utf8("z")));
        var write = () => DatasetWriter.WriteAsync(NumberedRows.Stream([NumberedRows.Batch(0, 10), other]), Directory);

        (await write.Should().ThrowAsync<DatasetWriteException>().WithMessage("*'id'*")).Which.Stage.Should().Be(WriteStage.Plan);
    }

    [Test]
    public async Task An_unknown_partition_column_is_refused_before_anything_is_read_when_the_schema_is_known()
    {
        var write = () => DatasetWriter.WriteAsync(
            ThrowingStream(), Directory, new() { PartitionBy = ["stat"], Schema = NumberedRows.Batch(0, 1).Schema });

        await write.Should().ThrowAsync<ArgumentException>().WithMessage("*stat*");
    }

    private static async IAsyncEnumerable<RecordBatch> ThrowingStream()
    {
        await Task.Yield();
        throw new InvalidOperationException("The source must not be read.");
#pragma warning disable CS0162 // Makes it an iterator.
        yield break;
#pragma warning restore CS0162
    }
}
