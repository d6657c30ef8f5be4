using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Tests.S3;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Failures;

/// <summary>Whole writes over a dataset, on a server that is killed while they run.</summary>
public sealed class ServerKillTests
{
    private const int Kills = 6;

    /// <summary>About as many as a write sends.</summary>
    private const int Requests = 40;

    /// <summary>An upload whose completion the kill cut off stays locked for some seconds.</summary>
    private const int AttemptsUntilUnlocked = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_dataset_outlives_a_server_that_is_killed_while_it_is_replaced([Values(1, 12)] int attempts)
    {
        await using var server = await S3Server.StartOwnAsync();
        using var s3 = await S3Place.MakeAsync(OptionsOf(attempts), server: server);
        var succeeded = new HashSet<string>();
        using var place = StorePlace.OfKilledServer(
            new S3ObjectStore(s3.Client, s3.Bucket, default, server.Adjust(OptionsOf(AttemptsUntilUnlocked))),
            path => succeeded.Contains(path.Name.Split('_')[0]));
        await OldDataset.WriteOldAsync(place);
        using var dataset = await OldDataset.LookAsync(place);
        var random = new Random(attempts);
        var (last, written, failed) = (OldDataset.OldId, 0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            var killing = KillAsync(server, s3, 1 + random.Next(Requests));
            string id;
            bool isDone;
            do
            {
                id = $"write{written++:D11}";
                isDone = await TryAsync(OldDataset.WriteAsync(s3.Store, id: id));
                if (isDone)
                    succeeded.Add(last = id);
            }
            while (isDone && !killing.IsCompleted);

            await killing;
            failed += isDone ? 0 : 1;
            await dataset.RecoverAsync();
            if (!isDone && await dataset.HoldsAsync(id))
                succeeded.Add(last = id);

            await dataset.ShouldHoldTheNewAsync(SaveMode.Overwrite, id: last);
        }

        await TestContext.Out.WriteLineAsync($"{Kills} kills with {attempts} attempts: {written} writes, {failed} failed.");
        if (attempts == 1)
            failed.Should().BePositive("nobody tries again while the server is away");
    }

    private static async Task KillAsync(S3Server server, S3Place place, int requests)
    {
        await Reached(place, requests).WaitAsync(Patience);
        await server.KillAsync();
    }

    private static S3ObjectStoreOptions OptionsOf(int attempts) => S3Place.Impatient with
    {
        Retry = new() { MaxAttempts = attempts, BaseDelay = TimeSpan.FromMilliseconds(50), MaxDelay = TimeSpan.FromSeconds(1) },
    };

    private static async Task<bool> TryAsync(Task write)
    {
        try
        {
            await write;
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends when so many more requests have gone out.</summary>
    private static Task Reached(S3Place place, int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        place.Http.Before = (_, _) =>
        {
            if (Interlocked.Decrement(ref count) <= 0)
                reached.TrySetResult();

            return Task.CompletedTask;
        };
        return reached.Task;
    }
}
