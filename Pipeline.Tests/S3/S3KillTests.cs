using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.S3;

/// <summary>A server that is killed while it is written to.</summary>
public sealed class S3KillTests
{
    private const int Kills = 6;

    [Test]
    public async Task Writes_outlive_a_server_that_is_killed_again_and_again()
    {
        await using var server = await S3Server.StartOwnAsync();
        using var place = await S3Place.MakeAsync(
            S3Place.Impatient with { Retry = new() { MaxAttempts = 12, BaseDelay = TimeSpan.FromMilliseconds(50), MaxDelay = TimeSpan.FromSeconds(1) } },
            server: server);
        var stop = false;
        var next = 0;
        var outcomes = new List<(ObjectPath Path, byte[] Content, bool Succeeded)>();
        var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(WriteUntilStoppedAsync)).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            await MoreRequestsAsync(place, 5 + kill);
            await server.KillAsync();
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(writers);

        outcomes.Should().NotBeEmpty();
        foreach (var (path, content, succeeded) in outcomes)
            if (succeeded || await place.Plain.HeadAsync(path) is not null)
                (await place.ReadAsync(path)).AsSpan().SequenceEqual(content).Should().BeTrue("'{0}' is there whole", path);

        outcomes.Count(outcome => outcome.Succeeded).Should().BePositive();

        // A gateway that dies right after it made an object visible leaves the upload in its list.
        (await place.UploadsAsync()).Should().BeSubsetOf(outcomes.Where(outcome => outcome.Succeeded).Select(outcome => outcome.Path.Value));
        await TestContext.Out.WriteLineAsync($"{Kills} kills: {outcomes.Count} writes, {outcomes.Count(outcome => !outcome.Succeeded)} failed.");

        async Task WriteUntilStoppedAsync()
        {
            while (!Volatile.Read(ref stop))
            {
                var n = Interlocked.Increment(ref next);
                var content = new byte[n % 2 == 0 ? 12 << 20 : 100_000];
                new Random(n).NextBytes(content);
                var path = ObjectPath.Parse($"killed/{n}");
                var succeeded = await TryWriteAsync(place.Store, path, content);
                lock (outcomes)
                    outcomes.Add((path, content, succeeded));
            }
        }
    }

    private static async Task<bool> TryWriteAsync(S3ObjectStore store, ObjectPath path, byte[] content)
    {
        PendingObject? pending = null;
        try
        {
            pending = await S3Place.PrepareAsync(store, content, path);
            await store.CommitAsync(pending, PutCondition.IfAbsent);
            return true;
        }
        catch (IOException)
        {
            if (pending is not null)
                await store.AbortAsync(pending);

            return false;
        }
    }

    /// <summary>Ends when so many more requests have gone out.</summary>
    private static async Task MoreRequestsAsync(S3Place place, int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        place.Http.Before = (_, _) =>
        {
            if (Interlocked.Decrement(ref count) <= 0)
                reached.TrySetResult();

            return Task.CompletedTask;
        };
        await reached.Task;
    }
}
