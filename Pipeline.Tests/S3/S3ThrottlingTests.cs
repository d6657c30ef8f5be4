using DataflowWrite.S3;
using DataflowWrite.S3.Calls;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>How often and when a request is tried again, and how many run at once.</summary>
public sealed class S3ThrottlingTests
{
    private static readonly S3RetryOptions Retry = new() { BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10) };

    [TestCase(1, 0.0, 0.5)]
    [TestCase(1, 1.0, 1.0)]
    [TestCase(3, 0.0, 2.0)]
    [TestCase(3, 1.0, 4.0)]
    [TestCase(100, 1.0, 10.0)]
    public void A_wait_doubles_with_each_attempt_half_fixed_and_half_random(int attempt, double random, double seconds)
        => new Backoff(Retry).Delay(attempt, null, random).Should().Be(TimeSpan.FromSeconds(seconds));

    [TestCase(0, 0.5)]
    [TestCase(7, 7.5)]
    [TestCase(60, 10.0)]
    public void What_the_store_asks_for_is_waited_unless_it_is_over_the_longest_wait(int asked, double seconds)
        => new Backoff(Retry).Delay(1, TimeSpan.FromSeconds(asked), 0).Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void Throttling_halves_the_limit_once_for_all_requests_under_way()
    {
        var limit = new ConcurrencyLimit(16);
        var tickets = Enumerable.Range(0, 16).Select(_ => limit.Start()).ToArray();

        foreach (var ticket in tickets)
            limit.Throttled(ticket);

        limit.Current.Should().Be(8);
        limit.Throttled(limit.Start());
        limit.Current.Should().Be(4);
    }

    [Test]
    public void The_limit_stays_at_least_one_and_comes_back_step_by_step()
    {
        var limit = new ConcurrencyLimit(4);
        for (var i = 0; i < 5; i++)
            limit.Throttled(limit.Start());

        limit.Current.Should().Be(1);
        var seen = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            limit.Succeeded();
            seen.Add(limit.Current);
        }

        seen.Should().Equal(2, 2, 3, 3, 3, 4, 4);
    }

    [Test]
    public async Task A_gate_lets_through_as_many_as_the_limit_in_their_order()
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
        gate.Leave(first, failure: null);

        await fourth;
        gate.Leave(await fourth, S3FailureKind.Throttled);
        gate.Limit.Should().Be(1);
        gate.EnterAsync(default).IsCompleted.Should().BeFalse("one request is still under way");
    }

    [Test]
    public async Task A_throttled_request_waits_as_long_as_the_store_asks()
    {
        var time = new RecordingTime();
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Retry = new() { BaseDelay = TimeSpan.Zero } }, time);
        place.Http.RetryAfterSeconds = 5;
        place.Http.Rule = (kind, number) => kind == S3Request.Put && number == 1 ? HttpFault.SlowDown : HttpFault.None;

        (await place.Store.PutAsync(S3Place.Path, "x"u8.ToArray())).Size.Should().Be(1);

        time.Waits.Should().Equal(TimeSpan.FromSeconds(5));
        place.Http.Count(S3Request.Put).Should().Be(2);
    }

    [Test]
    public async Task What_is_throttled_to_the_end_says_what_to_do()
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (_, _) => HttpFault.SlowDown;

        await place.Store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage($"*file.csv*s3://{place.Bucket}*SlowDown*MaxConcurrentRequests*");
    }

    [Test]
    public async Task Each_request_is_tried_as_often_as_stated()
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Retry = S3Place.Impatient.Retry with { MaxAttempts = 3 } });
        place.Http.Rule = (_, _) => HttpFault.Refuse;

        await place.Store.Awaiting(s => s.DeleteAsync(ObjectPath.Parse("x")).AsTask()).Should().ThrowAsync<IOException>();

        place.Http.Count(S3Request.Delete).Should().Be(3);
    }

    /// <summary>A clock whose timers ring at once, and which tells what was asked of them.</summary>
    private sealed class RecordingTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
