using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>What an upload sends, when, and what it keeps in memory.</summary>
public sealed class S3UploadTests
{
    private const int Mebibyte = 1 << 20;

    [Test]
    public async Task An_upload_that_ends_before_its_first_part_is_full_has_asked_nothing()
    {
        using var place = await S3Place.MakeAsync();
        await using (var upload = await place.Store.StartUploadAsync(S3Place.Path))
        {
            await upload.WriteAsync(new byte[5 * Mebibyte]);
            upload.BufferedBytes.Should().Be(5 * Mebibyte);
        }

        place.Http.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_small_object_takes_three_requests()
    {
        using var place = await S3Place.MakeAsync();

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, "small"));

        place.Http.Requests.Should().HaveCount(3);
        (place.Http.Count(S3Request.Start), place.Http.Count(S3Request.Part), place.Http.Count(S3Request.Complete)).Should().Be((1, 1, 1));
    }

    [Test]
    public async Task Parts_are_of_the_stated_size_but_the_last([Values] bool equal)
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { PartSize = 6 * Mebibyte, EqualParts = equal });

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, new byte[(20 * Mebibyte) + 1]));

        place.Http.Of(S3Request.Part).Select(Length).Should().BeEquivalentTo([6 * Mebibyte, 6 * Mebibyte, 6 * Mebibyte, (2 * Mebibyte) + 1]);
    }

    [Test]
    public async Task An_object_of_whole_parts_has_no_empty_one()
    {
        using var place = await S3Place.MakeAsync();

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, new byte[10 * Mebibyte]));

        place.Http.Of(S3Request.Part).Select(Length).Should().Equal(5 * Mebibyte, 5 * Mebibyte);
    }

    [Test]
    public async Task So_many_parts_are_on_their_way_at_once_and_no_more()
    {
        const int InFlight = 3;
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { PartsInFlight = InFlight });
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var running = 0;
        place.Http.Before = async (kind, _) =>
        {
            if (kind != S3Request.Part)
                return;

            if (Interlocked.Increment(ref running) == InFlight)
                reached.TrySetResult();

            await release.Task;
            Interlocked.Decrement(ref running);
        };
        await using var upload = await place.Store.StartUploadAsync(S3Place.Path);
        for (var part = 0; part <= InFlight; part++)
            await upload.WriteAsync(new byte[5 * Mebibyte]);

        await reached.Task;
        var blocked = upload.WriteAsync(new byte[1]).AsTask();
        upload.BufferedBytes.Should().Be((InFlight + 1) * 5 * Mebibyte);
        place.Http.Count(S3Request.Part).Should().Be(InFlight);
        blocked.IsCompleted.Should().BeFalse("the next part has no place yet");

        release.SetResult();
        await blocked;
        await place.Store.CommitAsync(await upload.PrepareAsync());
        upload.BufferedBytes.Should().Be(0);
        (await place.Plain.HeadAsync(S3Place.Path))!.Size.Should().Be(((InFlight + 1) * 5 * Mebibyte) + 1);
    }

    [Test]
    public async Task A_write_that_waits_for_a_place_ends_when_it_is_cancelled()
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { PartsInFlight = 1 });
        var release = new TaskCompletionSource();
        place.Http.Before = (kind, _) => kind == S3Request.Part ? release.Task : Task.CompletedTask;
        using var cancel = new CancellationTokenSource();
        var upload = await place.Store.StartUploadAsync(S3Place.Path);
        var writing = upload.WriteAsync(new byte[16 * Mebibyte], cancel.Token).AsTask();

        await cancel.CancelAsync();

        await writing.Awaiting(w => w).Should().ThrowAsync<OperationCanceledException>();
        release.SetResult();
        await upload.DisposeAsync();
        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task The_store_sends_no_more_requests_at_once_than_it_is_given()
    {
        const int Max = 2;
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { MaxConcurrentRequests = Max });
        var running = 0;
        var most = 0;
        place.Http.Before = async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(
            async n => await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, new byte[10], ObjectPath.Parse($"{n}")))));

        most.Should().BeInRange(1, Max);
    }

    [Test]
    public async Task Two_racing_commits_have_one_winner_and_the_loser_can_be_aborted()
    {
        using var place = await S3Place.MakeAsync();
        if (!place.Store.Capabilities.ConditionalPut)
            Assert.Pass("Not offered by this server: conditional commits.");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => S3Place.PrepareAsync(place.Store, $"writer {n}")));
        var results = await Task.WhenAll(tokens.Select(TryAsync));

        var winner = Array.IndexOf(results, true);
        results.Count(won => won).Should().Be(1);
        (await place.ReadTextAsync()).Should().Be($"writer {winner}");
        await place.Store.AbortAsync(tokens[1 - winner]);
        (await place.UploadsAsync()).Should().BeEmpty();

        async Task<bool> TryAsync(PendingObject token)
        {
            try
            {
                await place.Store.CommitAsync(token, PutCondition.IfAbsent);
                return true;
            }
            catch (PreconditionFailedException)
            {
                return false;
            }
        }
    }

    private static long Length(HttpRequestMessage request)
        => request.Headers.TryGetValues("x-amz-decoded-content-length", out var decoded)
            ? long.Parse(decoded.Single())
            : request.Content!.Headers.ContentLength!.Value;

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
    }
}
