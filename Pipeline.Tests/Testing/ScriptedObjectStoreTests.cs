using DataflowWrite.Storage;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Testing;

/// <summary>The decorator without rules keeps every promise of the store below it, and does with rules what they say.</summary>
public sealed class ScriptedObjectStoreTests : ObjectStoreContract
{
    private static readonly IOException Failure = new("The line is dead.");

    protected override int ObjectsPerPage => 0;

    private ScriptedObjectStore Scripted => (ScriptedObjectStore)Store;

    [Test]
    public async Task A_call_that_fails_does_nothing_and_one_whose_answer_is_lost_does_its_work([Values] bool isLost)
    {
        var rule = Scripted.On(StoreCall.Put).At(2);
        _ = isLost ? rule.LoseAnswer(Failure) : rule.Fail(Failure);
        await PutAsync(At("first"), "x");

        await ShouldFailAsync(() => PutAsync(Target, "x").AsTask());
        await PutAsync(At("third"), "x");

        (await Store.HeadAsync(Target) is not null).Should().Be(isLost);
        (Scripted.Count(StoreCall.Put), Scripted.Played).Should().Be((3, 1));
    }

    [TestCase(StoreCall.Start)]
    [TestCase(StoreCall.Prepare)]
    public async Task What_nobody_got_an_answer_for_is_not_left_behind(StoreCall call)
    {
        Scripted.On(call).LoseAnswer(Failure);

        await ShouldFailAsync(() => PrepareAsync(Target, "x"));

        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_rule_counts_the_calls_that_match_it()
    {
        await PutAsync(At("a/0"), "x");
        Scripted.On(StoreCall.Put, StoreCall.Delete).Where(path => path.Value.StartsWith("a/", StringComparison.Ordinal)).From(2).Times(2).Fail(Failure);

        await PutAsync(At("a/1"), "x");
        await PutAsync(At("b/1"), "x");
        await ShouldFailAsync(() => PutAsync(At("a/2"), "x").AsTask());
        await ShouldFailAsync(() => Store.DeleteAsync(At("a/0")).AsTask());
        await Store.DeleteAsync(At("a/0"));

        (await ListAsync()).Should().Equal("a/1", "b/1");
        Scripted.Played.Should().Be(2);
    }

    [Test]
    public async Task A_call_waits_at_its_gate_before_its_work_or_after_it([Values] bool after)
    {
        var gate = new CallGate();
        var rule = Scripted.On(StoreCall.Commit);
        _ = after ? rule.HoldAnswer(gate) : rule.Hold(gate);
        var commit = Store.CommitAsync(await PrepareAsync(Target, "x")).AsTask();

        await gate.Reached;
        commit.IsCompleted.Should().BeFalse();
        (await Store.HeadAsync(Target) is not null).Should().Be(after);
        gate.Open();

        (await commit).Path.Should().Be(Target);
    }

    [Test]
    public async Task A_call_at_a_gate_can_be_cancelled_or_failed()
    {
        using var cancel = new CancellationTokenSource();
        var gate = new CallGate();
        Scripted.On(StoreCall.Head).Hold(gate);
        var cancelled = Store.HeadAsync(Target, cancel.Token).AsTask();
        var failed = Store.HeadAsync(Target).AsTask();

        await cancel.CancelAsync();
        gate.Fail(Failure);

        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        await ShouldFailAsync(() => failed);
    }

    [Test]
    public async Task A_call_that_is_done_twice_gives_the_second_answer()
    {
        Scripted.On(StoreCall.Put, StoreCall.Start, StoreCall.OpenRead, StoreCall.List).DoTwice();

        await FluentActions.Awaiting(() => Store.PutAsync(Target, "x"u8.ToArray(), PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>("the first time had succeeded");

        (await ReadAsync(Target)).Should().Be("x");
        (await ListAsync()).Should().ContainSingle();
        await using (await Store.StartUploadAsync(Target))
            (await PendingAsync()).Should().ContainSingle("the upload of the first time is closed");
        Scripted.Played.Should().Be(4);
    }

    [TestCase(StoreCall.Write)]
    [TestCase(StoreCall.Prepare)]
    public void Bytes_cannot_be_given_twice(StoreCall call)
        => Scripted.Invoking(s => s.On(call).DoTwice()).Should().Throw<InvalidOperationException>();

    [Test]
    public async Task A_throttled_store_says_slow_down_until_the_rule_ends()
    {
        Scripted.On().Times(2).Throttle();

        await Store.Awaiting(s => s.HeadAsync(Target).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*Slow down*");
        await FluentActions.Awaiting(() => ListAsync()).Should().ThrowAsync<IOException>();
        (await ListAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Calls_are_recorded_in_order_with_their_paths()
    {
        await Store.CommitAsync(await PrepareAsync(Target, "x"));
        await ListAsync("data");

        Scripted.Calls.Should().Equal(
            new(StoreCall.Start, Target), new(StoreCall.Write, Target), new(StoreCall.Prepare, Target), new(StoreCall.DisposeUpload, Target),
            new(StoreCall.Commit, Target), new(StoreCall.List, At("data")));
    }

    [Test]
    public async Task A_delegate_runs_before_the_work_or_after_it()
    {
        var seen = new List<bool>();
        Scripted.On(StoreCall.Put).DoBefore(SeeAsync).On(StoreCall.Put).DoAfter(SeeAsync);

        await PutAsync(Target, "x");

        seen.Should().Equal(false, true);

        async ValueTask SeeAsync(CancellationToken cancellationToken) => seen.Add(await Store.HeadAsync(Target, cancellationToken) is not null);
    }

    [Test]
    public void A_complete_rule_is_not_completed_again()
    {
        var rule = Scripted.On(StoreCall.Put);
        rule.Fail(Failure);

        rule.Invoking(r => r.Throttle()).Should().Throw<InvalidOperationException>();
    }

    protected override ValueTask<IObjectStore> CreateStoreAsync() => new(new ScriptedObjectStore(new MemoryObjectStore()));

    protected override ValueTask<IObjectStore> ReopenAsync() => new(Store);

    private static async Task ShouldFailAsync(Func<Task> call)
        => (await call.Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(Failure);
}
