using DataflowWrite.Commit;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Commit;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WriteTransactionTests
{
    private readonly MemoryObjectStore _store = new();

    [Test]
    public async Task A_commit_makes_all_objects_visible_in_the_order_of_their_paths()
    {
        var transaction = new WriteTransaction(_store, "w");
        foreach (var name in new[] { "b", "a", "c" })
            transaction.Add(await PrepareAsync(_store, name));

        var objects = await transaction.CommitAsync();

        objects.Select(item => item.Path.Value).Should().Equal("a", "b", "c");
        transaction.State.Should().Be(TransactionState.Published);
        (await CsvText.ListAsync(_store)).Should().HaveCount(3);
    }

    [Test]
    public async Task Another_writer_may_commit_tokens_that_travelled_as_text()
    {
        var texts = new List<string> { (await PrepareAsync(_store, "a")).ToJson(), (await PrepareAsync(_store, "b")).ToJson() };

        var transaction = new WriteTransaction(_store, "w");
        texts.ForEach(text => transaction.Add(PendingObject.FromJson(text)));
        await transaction.CommitAsync();

        (await CsvText.ListAsync(_store)).Should().HaveCount(2);
    }

    [Test]
    public async Task A_path_that_is_taken_fails_the_commit_and_leaves_the_other_object_alone()
    {
        await _store.PutAsync(ObjectPath.Parse("b"), "theirs"u8.ToArray());
        var transaction = new WriteTransaction(_store, "w");
        foreach (var name in new[] { "a", "b", "c" })
            transaction.Add(await PrepareAsync(_store, name));

        var thrown = await transaction.Awaiting(t => t.CommitAsync()).Should().ThrowAsync<CommitFailedException>();

        thrown.Which.Path.Value.Should().Be("b");
        thrown.Which.Cause.Should().BeOfType<PreconditionFailedException>();
        transaction.State.Should().Be(TransactionState.Aborted);
        (await CsvText.ListAsync(_store)).Select(path => path.Value).Should().Equal("b");
        (await CsvText.ReadAsync(_store, ObjectPath.Parse("b"))).Should().Be("theirs");
        (await PendingAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_commit_whose_answer_was_lost_is_taken_back_too()
    {
        var faulty = new ScriptedObjectStore(_store).On(StoreCall.Commit).At(1).LoseAnswer(new IOException("no answer"));
        var transaction = new WriteTransaction(faulty, "w");
        transaction.Add(await PrepareAsync(faulty, "a"));

        await transaction.Awaiting(t => t.CommitAsync()).Should().ThrowAsync<CommitFailedException>();

        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await PendingAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_cancelled_commit_is_taken_back()
    {
        using var cancel = new CancellationTokenSource();
        var transaction = new WriteTransaction(_store, "w");
        transaction.Add(await PrepareAsync(_store, "a"));
        await cancel.CancelAsync();

        await transaction.Awaiting(t => t.CommitAsync(cancel.Token)).Should().ThrowAsync<OperationCanceledException>();

        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await PendingAsync()).Should().Be(0);
    }

    [Test]
    public async Task An_abort_leaves_nothing_and_may_be_repeated()
    {
        var transaction = new WriteTransaction(_store, "w");
        transaction.Add(await PrepareAsync(_store, "a"));

        await transaction.AbortAsync();
        await transaction.AbortAsync();

        (await PendingAsync()).Should().Be(0);
        transaction.State.Should().Be(TransactionState.Aborted);
    }

    [Test]
    public async Task An_abort_goes_on_after_a_failure_and_says_how_much_is_left()
    {
        var faulty = new ScriptedObjectStore(_store).On(StoreCall.Abort).At(1).Fail(new IOException("no"));
        var transaction = new WriteTransaction(faulty, "w");
        transaction.Add(await PrepareAsync(faulty, "a"));
        transaction.Add(await PrepareAsync(faulty, "b"));

        await transaction.Awaiting(t => t.AbortAsync()).Should().ThrowAsync<AggregateException>().WithMessage("*left 1 unfinished*");

        (await PendingAsync()).Should().Be(1);
    }

    [Test]
    public async Task What_has_ended_neither_commits_nor_takes_objects([Values] bool committed)
    {
        var transaction = new WriteTransaction(_store, "w");
        if (committed)
            await transaction.CommitAsync();
        else
            await transaction.AbortAsync();

        await transaction.Awaiting(t => t.CommitAsync()).Should().ThrowAsync<InvalidOperationException>();
        var late = await PrepareAsync(_store, "late");
        transaction.Invoking(t => t.Add(late)).Should().Throw<InvalidOperationException>();
    }

    private static async Task<PendingObject> PrepareAsync(IObjectStore store, string path)
    {
        await using var upload = await store.StartUploadAsync(ObjectPath.Parse(path));
        await upload.WriteAsync("ours"u8.ToArray());
        return await upload.PrepareAsync();
    }

    private async Task<int> PendingAsync()
    {
        var count = 0;
        await foreach (var _ in _store.ListPendingAsync(default))
            count++;

        return count;
    }
}
