using DataflowWrite.Commit;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Commit;

/// <summary>What is left of a write whose process is gone, and how it ends, on a disk and in memory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(true)]
[TestFixture(false)]
internal sealed class RecoveryTests(bool isLocal) : IDisposable
{
    private const string Id = "abcdefgh01234567";

    private static readonly ObjectPath Data = ObjectPath.Parse("data");
    private static readonly RecoveryOptions NobodyIsAlive = new() { OlderThan = TimeSpan.Zero };

    private readonly TempDirectory _directory = new();
    private readonly MemoryObjectStore _memory = new();

    private IObjectStore Store => isLocal ? new LocalObjectStore(_directory.FullPath) : _memory;

    public void Dispose() => _directory.Dispose();

    [Test]
    public async Task A_write_that_died_with_everything_prepared_is_undone([Values] bool isFresh)
    {
        var before = isFresh ? [] : await WriteOldAsync();
        var dead = await PrepareAsync(new());

        var items = await Recovery.SweepAsync(Store, Data, NobodyIsAlive);

        items.Should().Contain(item => item.State == "intent" && item.Action == RecoveryAction.Undo);
        (await PathsAsync()).Should().Equal(before);
        (await PendingAsync()).Should().Be(0);
        if (isLocal)
            Directory.EnumerateFileSystemEntries(_directory.FullPath).Should().HaveCount(isFresh ? 0 : 1, "no journal directory stays");

        var late = () => dead.CommitAsync();
        await late.Should().ThrowAsync<DatasetWriteException>();
        (await PathsAsync()).Should().Equal(before);
        (await Recovery.ScanAsync(Store, Data, NobodyIsAlive)).Should().BeEmpty();
    }

    [Test]
    public async Task An_entry_of_a_journal_that_was_being_written_leaves_nothing([Values("data/_dfw", ".data.dfw")] string place)
    {
        await using (var entry = await Store.StartUploadAsync(ObjectPath.Parse($"{place}/{Id}/1/0002")))
        {
            await entry.WriteAsync("{"u8.ToArray());
            await entry.PrepareAsync();
        }

        await Recovery.SweepAsync(Store, Data, NobodyIsAlive);

        (await PendingAsync()).Should().Be(isLocal || place[0] != '.' ? 0 : 1);
        if (isLocal)
            Directory.EnumerateFileSystemEntries(_directory.FullPath).Should().BeEmpty();
    }

    [Test]
    public async Task A_scan_changes_nothing_and_a_write_that_may_be_alive_is_left_alone()
    {
        var alive = await PrepareAsync(new());

        (await Recovery.ScanAsync(Store, Data, NobodyIsAlive)).Should().Contain(item => item.Action == RecoveryAction.Undo);
        (await Recovery.SweepAsync(Store, Data)).Should().OnlyContain(item => item.Action == RecoveryAction.None);

        (await alive.CommitAsync()).Rows.Should().Be(10);
        (await Recovery.ScanAsync(Store, Data, NobodyIsAlive)).Should().BeEmpty();
    }

    [Test]
    public async Task The_next_write_of_the_same_id_ends_the_dead_one_and_is_another_attempt()
    {
        await PrepareAsync(new() { WriteId = Id });

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(20, 20), WriteDestination.In(Store, "data/"), new() { WriteId = Id });

        (await PathsAsync()).Should().Equal($"data/{Id}-2_0.csv");
        result.Rows.Should().Be(20);
        (await PendingAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_dead_overwrite_keeps_nobody_from_writing_once_it_is_recovered()
    {
        await WriteOldAsync();
        await PrepareAsync(new() { SaveMode = SaveMode.Overwrite });
        await Recovery.SweepAsync(Store, Data, NobodyIsAlive);

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(5, 5), WriteDestination.In(Store, "data/"), new() { SaveMode = SaveMode.Overwrite });

        (await PathsAsync()).Should().Equal(result.Files.Select(file => file.ObjectPath.Value));
    }

    [TestCase("")]
    [TestCase("some other tool's")]
    [TestCase("{}")]
    [TestCase("""{"version":2}""")]
    public async Task An_entry_that_is_none_is_named_and_kept_while_other_writes_are_ended(string content)
    {
        await WriteOldAsync();
        await PrepareAsync(new());
        var foreign = ObjectPath.Parse($"data/_dfw/{Id}/1/0000");
        await Store.PutAsync(foreign, System.Text.Encoding.UTF8.GetBytes(content));

        var items = await Recovery.SweepAsync(Store, Data, NobodyIsAlive);

        items.Should().Contain(item => item.State == "intent" && item.Action == RecoveryAction.Undo && item.Problem == null);
        var unreadable = items.Should().ContainSingle(item => item.State == "unreadable").Which;
        (unreadable.Path, unreadable.WriteId, unreadable.Action).Should().Be((foreign.Parent, Id, RecoveryAction.None));
        unreadable.Problem.Should().Match($"'{foreign}' in *delete it*newer version*");
        (await Store.HeadAsync(foreign)).Should().NotBeNull();
        (await PendingAsync()).Should().Be(0);
    }

    private async Task<List<string>> WriteOldAsync()
    {
        await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), WriteDestination.In(Store, "data/"));
        return await PathsAsync();
    }

    /// <summary>A sink that nobody commits or disposes, as if its process were gone.</summary>
    private async Task<DatasetSink> PrepareAsync(DatasetWriteOptions options)
    {
        var sink = await DatasetSink.OpenAsync(WriteDestination.In(Store, "data/"), options);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));
        sink.Complete();
        await sink.Completion;
        return sink;
    }

    private async Task<List<string>> PathsAsync() => [.. (await CsvText.ListAsync(Store)).Select(path => path.Value)];

    private async Task<int> PendingAsync() => (await Store.ListPendingAsync(default).ToListAsync()).Count;
}
