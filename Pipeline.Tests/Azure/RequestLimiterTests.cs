using DataflowWrite.Azure.Requests;

namespace DataflowWrite.Tests.Azure;

public sealed class RequestLimiterTests
{
    [Test]
    public async Task Requests_over_the_limit_wait_in_their_order()
    {
        var limiter = new RequestLimiter(2);
        var eras = new[] { await limiter.EnterAsync(default), await limiter.EnterAsync(default) };
        Task<int> third = limiter.EnterAsync(default).AsTask(), fourth = limiter.EnterAsync(default).AsTask();

        (third.IsCompleted, fourth.IsCompleted).Should().Be((false, false));
        limiter.Exit(eras[0], RequestEnding.Succeeded);
        await third;
        fourth.IsCompleted.Should().BeFalse();
        limiter.Exit(eras[1], RequestEnding.Failed);
        await fourth;
    }

    [Test]
    public async Task One_that_is_cancelled_while_it_waits_takes_no_place()
    {
        var limiter = new RequestLimiter(1);
        var era = await limiter.EnterAsync(default);
        using var stop = new CancellationTokenSource();
        Task<int> cancelled = limiter.EnterAsync(stop.Token).AsTask(), next = limiter.EnterAsync(default).AsTask();

        await stop.CancelAsync();
        await cancelled.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        limiter.Exit(era, RequestEnding.Succeeded);

        await next;
    }

    [Test]
    public async Task Throttling_halves_the_limit_once_for_all_requests_that_were_on_their_way()
    {
        var limiter = new RequestLimiter(8);
        var eras = new List<int>();
        for (var n = 0; n < 8; n++)
            eras.Add(await limiter.EnterAsync(default));

        foreach (var era in eras)
            limiter.Exit(era, RequestEnding.Throttled);

        limiter.Limit.Should().Be(4);
        limiter.Exit(await limiter.EnterAsync(default), RequestEnding.Throttled);
        limiter.Limit.Should().Be(2);
    }

    [Test]
    public async Task The_limit_never_falls_below_one_and_recovers_one_by_one()
    {
        var limiter = new RequestLimiter(4);
        for (var n = 0; n < 5; n++)
            limiter.Exit(await limiter.EnterAsync(default), RequestEnding.Throttled);
        limiter.Limit.Should().Be(1);

        var limits = new List<int>();
        for (var n = 0; n < 14; n++)
        {
            limiter.Exit(await limiter.EnterAsync(default), RequestEnding.Succeeded);
            limits.Add(limiter.Limit);
        }

        limits.Should().Equal(1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4);
    }
}
