using DataflowWrite.Commit;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Commit;

/// <summary>A writer that is alive, but slow or cut off from its store, while others end its write.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SlowWriterTests
{
    private const string Id = "abcdefgh01234567";

    private static readonly RecoveryOptions NobodyIsAlive = new() { OlderThan = TimeSpan.Zero };

    private readonly MemoryObjectStore _store = new();
    private readonly CallGate _answer = new();

    [Test]
    public async Task What_is_appended_behind_a_removed_journal_is_void_for_who_reads_it()
    {
        var journal = await ReadWhatIsRemovedAsync();

        (await journal.TryRefreshAsync(default)).Should().BeFalse();
    }

    [Test]
    public async Task And_for_who_finds_its_own_step_taken_by_it()
    {
        var journal = await ReadWhatIsRemovedAsync();

        (await journal.AppendAsync(new(JournalState.Undoing, "mine"), default)).Should().Be(AppendOutcome.Gone);
    }

    [Test]
    public async Task A_writer_that_does_not_learn_of_its_step_to_publish_takes_back_what_a_sweeper_has_published()
    {
        var second = new CallGate();
        var dying = new ScriptedObjectStore(_store).On(StoreCall.Commit).At(2).Hold(second).On(StoreCall.Delete).From(1).Fail(new IOException("dead"));
        var commit = await CommitAsync(new ScriptedObjectStore(_store));
        var sweep = Recovery.SweepAsync(dying, default, NobodyIsAlive);
        await ReachAsync(second, sweep);

        _answer.Fail(new IOException("no answer"));
        await FluentActions.Awaiting(() => commit).Should().ThrowAsync<IOException>().WithMessage("no answer");
        second.Open();
        await FluentActions.Awaiting(() => sweep).Should().ThrowAsync<IOException>();

        await Recovery.SweepAsync(_store, default, NobodyIsAlive);
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await _store.ListPendingAsync(default).ToListAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_write_that_a_sweeper_has_finished_is_not_called_a_failure_when_the_store_stops_answering()
    {
        var commit = await CommitAsync(new ScriptedObjectStore(_store).On(StoreCall.Commit).At(3).LoseAnswer(new IOException("no answer")));
        await Recovery.SweepAsync(_store, default, NobodyIsAlive);

        _answer.Open();

        await FluentActions.Awaiting(() => commit).Should().ThrowAsync<CleanupFailedException>();
        (await CsvText.ListAsync(_store)).Should().HaveCount(2);
    }

    /// <summary>A journal that was read before it was removed, and has a step behind it that came too late.</summary>
    private async Task<Journal> ReadWhatIsRemovedAsync()
    {
        var places = JournalPlaces.OfDataset(_store, default);
        var journal = await Journal.CreateAsync(_store, places.All[0], Id, 1, new(JournalState.Intent, "first"), default);
        var read = await JournalDirectory.ReadOwnAsync(_store, places, Id, default);
        await journal!.RemoveAsync(hasLease: false);
        await _store.PutAsync(ObjectPath.Parse($"_dfw/{Id}/1/0001"), new JournalEntry(JournalState.Publishing, "late").ToJson());
        return read.Single();
    }

    /// <summary>A commit of two objects, of which the step to publish is made and its check waits for an answer.</summary>
    private async Task<Task> CommitAsync(ScriptedObjectStore store)
    {
        store.On(StoreCall.OpenRead).At(1).Hold(_answer);
        var transaction = new WriteTransaction(store, Id, new() { Parallelism = 1 });
        await transaction.BeginAsync();
        foreach (var name in new[] { $"{Id}_0.csv", $"{Id}_1.csv" })
        {
            await using var upload = await store.StartUploadAsync(ObjectPath.Parse(name));
            await upload.WriteAsync("ours"u8.ToArray());
            transaction.Add(await upload.PrepareAsync());
        }

        var commit = transaction.CommitAsync();
        await ReachAsync(_answer, commit);
        return commit;
    }

    /// <summary>Ends when the work waits at the gate. Work that passes by it fails the test, which would wait for ever.</summary>
    private static async Task ReachAsync(CallGate gate, Task work)
        => (await Task.WhenAny(gate.Reached, work)).Should().BeSameAs(gate.Reached, "the work asks the store there, and ended as {0} instead", work.Status);
}
