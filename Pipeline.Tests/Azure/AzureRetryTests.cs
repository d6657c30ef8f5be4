using DataflowWrite.Azure;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Azure;

/// <summary>Requests and answers that are lost, come twice or are refused for a while.</summary>
public sealed class AzureRetryTests : AzureFixture
{
    private static readonly AzureBlobStoreOptions Patient = new() { BlockSize = 64 << 10, MaxAttempts = 100 };

    [Test]
    public async Task A_success_is_no_conflict_when_its_answer_was_lost_or_came_twice([Values(Fault.LostAnswer, Fault.Twice)] Fault fault)
    {
        var hit = new HashSet<string>();
        var network = new FaultyNetwork(request => request.Kind is RequestKind.Put or RequestKind.Commit ? Once(request) : Fault.None);
        var store = Store(network);
        var put = await store.PutAsync(ObjectPath.Parse("put"), "put"u8.ToArray(), PutCondition.IfAbsent);
        var replaced = await store.PutAsync(ObjectPath.Parse("put"), "newer"u8.ToArray(), PutCondition.IfMatch(put.ETag!));
        var pending = await PrepareAsync(store, Target, "content");

        var committed = await store.CommitAsync(pending, PutCondition.IfAbsent);

        replaced.Should().Be(await store.HeadAsync(ObjectPath.Parse("put")));
        committed.Should().Be(await store.HeadAsync(Target));
        (await store.CommitAsync(pending)).Should().Be(committed);

        // The first attempt of each of the three calls is hit, and no second one.
        Fault Once(SentRequest request) => hit.Add($"{request.Kind} {request.Checksum}") ? fault : Fault.None;
    }

    [Test]
    public async Task A_commit_whose_every_answer_is_lost_is_decided_by_reading_back()
    {
        var network = new FaultyNetwork(request => request.Kind == RequestKind.Commit ? Fault.LostAnswer : Fault.None);
        var store = Store(network, new() { MaxAttempts = 1 });

        var metadata = await store.CommitAsync(await PrepareAsync(store, Target, "content"), PutCondition.IfAbsent);

        metadata.Should().Be(await store.HeadAsync(Target));
        network.Sent.Count(request => request.Kind == RequestKind.Commit).Should().Be(1);
    }

    [Test]
    public async Task A_real_conflict_stays_one_though_the_first_request_was_lost([Values(Fault.LostRequest, Fault.Busy)] Fault fault)
    {
        await Store().PutAsync(Target, "theirs"u8.ToArray());
        var network = new FaultyNetwork(request => request.Number == 1 ? fault : Fault.None);

        await Store(network).Awaiting(s => s.PutAsync(Target, "ours"u8.ToArray(), PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();

        (await ReadAsync(Store(), Target)).Should().Be("theirs");
    }

    [Test]
    public async Task What_the_service_asks_to_wait_is_waited()
    {
        var network = new FaultyNetwork(request => request.Number <= 3 ? Fault.Busy : Fault.None);

        await Store(network).PutAsync(Target, default);

        Time.Waits.Should().HaveCount(3).And.OnlyContain(wait => wait >= TimeSpan.FromSeconds(7));
    }

    [Test]
    public async Task Waits_double_up_to_a_limit_and_are_spread()
    {
        var network = new FaultyNetwork(request => Fault.LostRequest);
        var options = new AzureBlobStoreOptions { RetryDelay = TimeSpan.FromSeconds(2), MaxRetryDelay = TimeSpan.FromSeconds(10), MaxAttempts = 6 };

        await Store(network, options).Awaiting(s => s.HeadAsync(Target).AsTask()).Should().ThrowAsync<IOException>();

        Time.Waits.Should().HaveCount(5);
        Time.Waits.Zip([2.0, 4, 8, 10, 10]).Should().OnlyContain(
            pair => pair.First >= TimeSpan.FromSeconds(pair.Second / 2) && pair.First <= TimeSpan.FromSeconds(pair.Second));
    }

    [Test]
    public async Task A_failure_that_stays_is_told_with_what_to_do_after_the_last_attempt()
    {
        var network = new FaultyNetwork(request => request.Kind == RequestKind.Put ? Fault.Busy : Fault.None);

        var failure = await Store(network, new() { MaxAttempts = 3 }).Awaiting(s => s.PutAsync(Target, default).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*write*file.csv*throttling*ServerBusy*MaxConcurrentRequests*");

        failure.Which.Should().NotBeOfType<PreconditionFailedException>();
        network.Sent.Count(request => request.Kind == RequestKind.Put).Should().Be(3);
    }

    [Test]
    public async Task A_failure_that_cannot_pass_is_not_tried_again()
    {
        var network = new FaultyNetwork(_ => Fault.Denied);

        await Store(network).Awaiting(s => s.PutAsync(Target, default).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*access is denied*");

        network.Sent.Should().ContainSingle();
        Time.Waits.Should().BeEmpty();
    }

    [Test]
    public async Task A_write_that_fails_leaves_nothing_to_read([Range(1, 5)] int failing)
    {
        var network = new FaultyNetwork(request => request.Kind == RequestKind.Block && request.Number >= failing ? Fault.Denied : Fault.None);
        var store = Store(network, Patient with { BlocksInFlight = 2 });
        await using (var upload = await store.StartUploadAsync(Target))
        {
            await upload.Awaiting(WriteAsync).Should().ThrowAsync<IOException>().WithMessage("*write*file.csv*access is denied*");
            await upload.Awaiting(u => u.PrepareAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
        }

        (await ListAsync(Store())).Should().BeEmpty();
        (await Store().HeadAsync(Target)).Should().BeNull();

        static async Task WriteAsync(IObjectUpload upload)
        {
            for (var n = 0; n < 5; n++)
                await upload.WriteAsync(new byte[64 << 10]);
            await upload.PrepareAsync();
        }
    }

    [Test]
    public async Task A_commit_that_is_cancelled_on_its_way_tells_how_it_ended()
    {
        using var stop = new CancellationTokenSource();
        var network = new FaultyNetwork { Hold = request => request.Kind == RequestKind.Commit ? stop.CancelAsync() : Task.CompletedTask };
        var store = Store(network, null, TimeProvider.System);
        var pending = await PrepareAsync(store, Target, "content");

        var metadata = await store.CommitAsync(pending, PutCondition.IfAbsent, stop.Token);

        metadata.Should().Be(await Store().HeadAsync(Target));
    }

    [Test]
    public async Task A_commit_without_an_answer_ends_a_while_after_its_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var network = new FaultyNetwork { Hold = request => request.Kind == RequestKind.Commit ? new TaskCompletionSource().Task : Task.CompletedTask };
        var store = Store(network);
        var commit = store.CommitAsync(await PrepareAsync(store, Target, "content"), default, stop.Token).AsTask();

        await stop.CancelAsync();

        (await commit.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
        Time.Waits.Should().Equal(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task Racing_commits_over_a_bad_network_have_one_winner([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var stores = Enumerable.Range(0, 6).Select(_ => Store(new FaultyNetwork(Spoil(random.Next())), Patient)).ToArray();
        var tokens = await Task.WhenAll(stores.Select((store, n) => PrepareAsync(store, Target, $"writer {n}")));

        var wins = await Task.WhenAll(stores.Select((store, n) => Task.Run(() => TryCommitAsync(store, tokens[n]))));

        wins.Count(won => won).Should().Be(1);
        (await ReadAsync(Store(), Target)).Should().Be($"writer {Array.IndexOf(wins, true)}");
    }

    [Test]
    public async Task Over_a_bad_network_every_call_ends_as_in_memory([Range(1, 8)] int seed)
    {
        var network = new FaultyNetwork(Spoil(seed));
        var ours = new StoreScript(Store(network, Patient));
        var model = new StoreScript(new MemoryObjectStore());

        for (var step = 0; step < 40; step++)
            (await ours.StepAsync(new(seed * 1000 + step), step)).Should().Be(await model.StepAsync(new(seed * 1000 + step), step), "step {0}", step);

        (await ours.ContentAsync()).Should().Equal(await model.ContentAsync());
    }

    // One in three requests is spoilt, by its number, so that a schedule can be had again.
    private static Func<SentRequest, Fault> Spoil(int seed)
    {
        Fault[] faults = [Fault.LostRequest, Fault.LostAnswer, Fault.Twice, Fault.Busy, Fault.Corrupted];
        return request =>
        {
            var random = new Random(HashCode.Combine(seed, 17) ^ (request.Number * 7919));
            return random.Next(3) == 0 ? faults[random.Next(faults.Length)] : Fault.None;
        };
    }

    private static async Task<bool> TryCommitAsync(IObjectStore store, PendingObject pending)
    {
        try
        {
            await store.CommitAsync(pending, PutCondition.IfAbsent);
            return true;
        }
        catch (PreconditionFailedException)
        {
            return false;
        }
    }
}
