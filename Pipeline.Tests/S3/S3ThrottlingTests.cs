using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>How often and when a request is tried again, and how many run at once.</summary>
public sealed class S3ThrottlingTests
{
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
