using DataflowWrite.Commit;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>What a write does about what is there, on a disk and in memory; and that nothing but data is left of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(true)]
[TestFixture(false)]
internal sealed class SaveModeTests(bool isLocal) : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly MemoryObjectStore _memory = new();

    private IObjectStore Store => isLocal ? new LocalObjectStore(_directory.FullPath) : _memory;

    private WriteDestination Dataset => WriteDestination.In(Store, "data/");

    public void Dispose() => _directory.Dispose();

    [Test]
    public async Task An_append_adds_files_and_is_the_default()
    {
        await WriteAsync(10, null);
        await WriteAsync(20, null);

        (await RowsAsync()).Should().Be(30);
    }

    [Test]
    public async Task An_overwrite_leaves_the_new_files_only()
    {
        await WriteAsync(10, null);
        await PutAsync("data/key=9/foreign.csv", "n\n1\n");

        var result = await WriteAsync(20, SaveMode.Overwrite);

        result.FilesReplaced.Should().Be(2);
        (await PathsAsync()).Should().Equal(result.Files.Select(file => file.ObjectPath.Value));
        (await RowsAsync()).Should().Be(20);
    }

    [Test]
    public async Task An_overwrite_without_rows_empties_the_dataset()
    {
        await WriteAsync(10, null);

        var result = await WriteAsync(0, SaveMode.Overwrite);

        result.FilesReplaced.Should().Be(1);
        (await PathsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_failing_overwrite_leaves_the_old_files()
    {
        await WriteAsync(10, null);
        var before = await PathsAsync();

        var write = () => DatasetWriter.WriteAsync(FailingStream(), Dataset, new() { SaveMode = SaveMode.Overwrite });

        await write.Should().ThrowAsync<DatasetWriteException>();
        (await PathsAsync()).Should().Equal(before);
    }

    [Test]
    public async Task Data_that_is_there_is_an_error_before_anything_is_read_where_the_mode_says_so()
    {
        await WriteAsync(10, SaveMode.ErrorIfExists);
        var before = await PathsAsync();

        var write = () => DatasetWriter.WriteAsync(UnreadStream(), Dataset, new() { SaveMode = SaveMode.ErrorIfExists });

        (await write.Should().ThrowAsync<DatasetExistsException>()).WithMessage("*data*holds data already*");
        (await PathsAsync()).Should().Equal(before);
    }

    [Test]
    public async Task Data_that_is_there_is_left_alone_where_the_mode_ignores_it()
    {
        await WriteAsync(10, SaveMode.Ignore);

        var result = await DatasetWriter.WriteAsync(UnreadStream(), Dataset, new() { SaveMode = SaveMode.Ignore });

        (result.Outcome, result.Rows).Should().Be((WriteOutcome.Ignored, 0L));
        (await RowsAsync()).Should().Be(10);
    }

    [Test]
    public async Task Only_partitions_that_get_rows_are_replaced_whatever_name_another_writer_gave_them()
    {
        await PutAsync("data/key=k%20%31/spark.csv", "id\n1\n");
        await PutAsync("data/key=other/spark.csv", "id\n2\n");
        await PutAsync("data/plain.csv", "id,key\n2,x\n");

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(5, 5), Dataset, new() { SaveMode = SaveMode.OverwritePartitions, PartitionBy = ["key"] });

        result.Files.Select(file => file.Partition.Path).Should().Contain("key=k0");
        (await PathsAsync()).Should().Contain("data/key=other/spark.csv").And.Contain("data/plain.csv").And.Contain("data/key=k%20%31/spark.csv");
    }

    [Test]
    public async Task A_partition_is_known_by_its_value_and_not_by_how_its_directory_is_written()
    {
        await PutAsync("data/key=%6B0/spark.csv", "id\n1\n");
        await PutAsync("data/key=k0/old.csv", "id\n2\n");

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(5, 5), Dataset, new() { SaveMode = SaveMode.OverwritePartitions, PartitionBy = ["key"] });

        result.FilesReplaced.Should().Be(2);
        (await PathsAsync()).Should().Equal(result.Files.Select(file => file.ObjectPath.Value));
    }

    [Test]
    public async Task A_single_file_can_be_overwritten_ignored_or_refused()
    {
        await PutAsync("one.csv", "old");
        var file = WriteDestination.In(Store, "one.csv");

        var ignored = await DatasetWriter.WriteAsync(UnreadStream(), file, new() { SaveMode = SaveMode.Ignore });
        ignored.Outcome.Should().Be(WriteOutcome.Ignored);
        await FluentActions.Awaiting(() => DatasetWriter.WriteAsync(UnreadStream(), file)).Should().ThrowAsync<ArgumentException>();

        await DatasetWriter.WriteAsync(NumberedRows.Stream(7, 7), file, new() { SaveMode = SaveMode.Overwrite });

        (await CsvText.ReadIdsAsync(Store, ObjectPath.Parse("one.csv"))).Should().HaveCount(7);
        (await PathsAsync()).Should().Equal("one.csv");
    }

    [Test]
    public async Task A_manifest_and_a_success_file_come_on_request_and_go_with_what_they_tell_of()
    {
        var options = new DatasetWriteOptions { WriteManifest = true, WriteSuccessFile = true, WriteId = "abcdefgh01234567" };
        await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), Dataset, options);

        (await PathsAsync()).Should().Equal("data/_SUCCESS", "data/_manifest-abcdefgh01234567.json", "data/abcdefgh01234567_0.csv");
        var manifest = System.Text.Json.JsonDocument.Parse(await CsvText.ReadAsync(Store, ObjectPath.Parse("data/_manifest-abcdefgh01234567.json"))).RootElement;
        var file = manifest.GetProperty("files")[0];
        file.GetProperty("path").GetString().Should().Be("abcdefgh01234567_0.csv");
        file.GetProperty("rows").GetInt64().Should().Be(10);
        file.GetProperty("crc32c").GetString().Should().MatchRegex("^[0-9a-f]{8}$");
        file.GetProperty("columns").GetArrayLength().Should().BeGreaterThan(0);

        await WriteAsync(3, SaveMode.Overwrite);
        (await PathsAsync()).Should().ContainSingle();
    }

    [Test]
    public async Task A_table_whose_log_names_its_files_is_not_overwritten()
    {
        await PutAsync("data/_delta_log/00000.json", "{}");
        await PutAsync("data/part.csv", "x");

        var write = () => DatasetWriter.WriteAsync(UnreadStream(), Dataset, new() { SaveMode = SaveMode.Overwrite });

        await write.Should().ThrowAsync<NotSupportedException>().WithMessage("*Delta Lake*");
        (await PathsAsync()).Should().HaveCount(2);
    }

    [Test]
    public async Task Options_that_contradict_the_mode_are_refused()
    {
        var partitions = () => DatasetWriter.WriteAsync(UnreadStream(), Dataset, new() { SaveMode = SaveMode.OverwritePartitions });
        var single = () => DatasetWriter.WriteAsync(UnreadStream(), WriteDestination.In(Store, "a.csv"), new() { SaveMode = SaveMode.Append });

        await partitions.Should().ThrowAsync<ArgumentException>().WithMessage("*partition*");
        await single.Should().ThrowAsync<ArgumentException>().WithMessage("*append*");
    }

    private static async IAsyncEnumerable<Apache.Arrow.RecordBatch> UnreadStream()
    {
        await Task.CompletedTask;
        Assert.Fail("The source was read.");
        yield break;
    }

    private static async IAsyncEnumerable<Apache.Arrow.RecordBatch> FailingStream()
    {
        await Task.CompletedTask;
        yield return NumberedRows.Batch(0, 10);
        throw new InvalidDataException("bad");
    }

    private Task<WriteResult> WriteAsync(int rows, SaveMode? mode)
        => DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows, Math.Max(rows, 1)), Dataset, new() { SaveMode = mode, Schema = NumberedRows.Batch(0, 1).Schema });

    private async Task PutAsync(string path, string text)
        => await Store.PutAsync(ObjectPath.Parse(path), System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<List<string>> PathsAsync() => [.. (await CsvText.ListAsync(Store)).Select(path => path.Value)];

    private async Task<long> RowsAsync()
    {
        var rows = 0L;
        foreach (var path in await CsvText.ListAsync(Store))
            rows += (await CsvText.ReadIdsAsync(Store, path)).Count;

        return rows;
    }
}
