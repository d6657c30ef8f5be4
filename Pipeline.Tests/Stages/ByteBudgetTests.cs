using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Stages;

public sealed class ByteBudgetTests
{
    [Test]
    public void What_does_not_fit_is_refused_until_room_is_given_back()
    {
        var budget = new ByteBudget(capacity: 100);
        var first = budget.TryAcquire(80)!;

        budget.TryAcquire(30).Should().BeNull();
        first.Dispose();
        budget.TryAcquire(30).Should().NotBeNull();
    }

    [Test]
    public void Anything_is_granted_when_nothing_is_held_so_that_one_large_batch_never_waits_for_ever()
    {
        var budget = new ByteBudget(capacity: 100);

        var huge = budget.TryAcquire(5000);

        huge.Should().NotBeNull();
        budget.TryAcquire(1).Should().BeNull();
    }

    [Test]
    public async Task A_waiting_asker_is_woken_by_a_release()
    {
        var budget = new ByteBudget(capacity: 100);
        var held = budget.TryAcquire(100)!;
        var waiting = budget.AcquireAsync(10, CancellationToken.None).AsTask();
        waiting.IsCompleted.Should().BeFalse();

        held.Dispose();

        (await waiting).Bytes.Should().Be(10);
    }

    [Test]
    public async Task Waiting_ends_with_the_token()
    {
        var budget = new ByteBudget(capacity: 100);
        using var held = budget.TryAcquire(100)!;
        using var stop = new CancellationTokenSource();
        var waiting = budget.AcquireAsync(10, stop.Token).AsTask();

        await stop.CancelAsync();

        await waiting.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public void A_charge_gives_back_once_however_often_it_is_disposed()
    {
        var budget = new ByteBudget(capacity: 100);
        using var other = budget.TryAcquire(40)!;
        var charge = budget.TryAcquire(50)!;

        charge.Dispose();
        charge.Dispose();

        budget.Used.Should().Be(40);
    }

    [Test]
    public void Parts_of_a_charge_add_up_to_it()
    {
        var budget = new ByteBudget(capacity: 100);
        var whole = budget.TryAcquire(90)!;
        var part = whole.Split(30);
        var more = whole.Split(1000);

        (part.Bytes, more.Bytes, whole.Bytes).Should().Be((30, 60, 0));
        part.Dispose();
        budget.Used.Should().Be(60);
        more.Dispose();
        whole.Dispose();
        budget.Used.Should().Be(0);
        budget.HighWater.Should().Be(90);
    }
}
