using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class RequestGateTests
{
    [Test]
    public async Task Requests_over_the_limit_wait_in_their_order()
    {
        var gate = new RequestGate(2);
        var tickets = new[] { await gate.EnterAsync(default), await gate.EnterAsync(default) };
        Task<int> third = gate.EnterAsync(default).AsTask(), fourth = gate.EnterAsync(default).AsTask();

        (third.IsCompleted, fourth.IsCompleted).Should().Be((false, false));
        gate.Leave(tickets[0], RequestEnding.Succeeded);
        await third;
        fourth.IsCompleted.Should().BeFalse();
        gate.Leave(tickets[1], RequestEnding.Failed);
        await fourth;
    }

    [Test]
    public async Task One_that_is_cancelled_while_it_waits_takes_no_place()
    {
        var gate = new RequestGate(1);
        var ticket = await gate.EnterAsync(default);
        using var stop = new CancellationTokenSource();
        Task<int> cancelled = gate.EnterAsync(stop.Token).AsTask(), next = gate.EnterAsync(default).AsTask();

        await stop.CancelAsync();
        await cancelled.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        gate.Leave(ticket, RequestEnding.Succeeded);

        await next;
    }

    [Test]
    public async Task One_that_is_cancelled_is_passed_over_and_throttling_closes_a_place()
    {
        var gate = new RequestGate(2);
        var first = await gate.EnterAsync(default);
        await gate.EnterAsync(default);
        using var cancel = new CancellationTokenSource();
        var third = gate.EnterAsync(cancel.Token).AsTask();
        var fourth = gate.EnterAsync(default).AsTask();
        (third.IsCompleted, fourth.IsCompleted).Should().Be((false, false));

        await cancel.CancelAsync();
        await third.Awaiting(t => (Task)t).Should().ThrowAsync<OperationCanceledException>();
        gate.Leave(first, RequestEnding.Succeeded);

        await fourth;
        gate.Leave(await fourth, RequestEnding.Throttled);
        gate.Limit.Should().Be(1);
        gate.EnterAsync(default).IsCompleted.Should().BeFalse("one request is still under way");
    }
}
