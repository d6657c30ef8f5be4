using DataflowWrite.Commit;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Failures;

/// <summary>
/// Whole writes whose requests fail, lose their answers, wait or are done twice, as a seed says: each ends with exactly the new rows, or with exactly the
/// old ones and an error; and what it could not clean up it has told of, and recovery takes away.
/// </summary>
public sealed class WriteScheduleTests
{
    private const int Seeds = 15;

    private static readonly StoreCall[] Once = [StoreCall.Write, StoreCall.Prepare];

    [Test]
    public async Task Every_write_is_done_or_undone([Values("memory", "file", "s3", "az")] string scheme, [Range(1, Seeds)] int seed)
    {
        using var dataset = await OldDataset.MakeAsync(scheme, isThere: seed % 5 > 0);
        var mode = seed % 2 == 0 ? SaveMode.Append : SaveMode.Overwrite;
        var store = Spoil(dataset.Script(), new Random(seed));

        var thrown = await TryAsync(() => OldDataset.WriteAsync(store, mode));

        var isTold = thrown?.Message.Contains("dfw recover", StringComparison.Ordinal) ?? false;
        if (thrown is null || thrown.Message.Contains("all rows of this write are visible", StringComparison.Ordinal))
        {
            if (isTold || !await IsTidyAsync(dataset))
                await dataset.RecoverAsync();

            await dataset.ShouldHoldTheNewAsync(mode, $"seed {seed}: {thrown?.Message}");
            return;
        }

        if (isTold || thrown is not DatasetWriteException)
            await dataset.RecoverAsync();

        await TestContext.Out.WriteLineAsync(thrown.Message);
        if (isTold && await dataset.HoldsAsync())
            await dataset.ShouldHoldTheNewAsync(mode, $"seed {seed}: {thrown.Message}");
        else
            await dataset.ShouldBeUnchangedAsync($"seed {seed}: {thrown.Message}");
    }

    // A journal that could not be removed spoils no write that has succeeded.
    private static async Task<bool> IsTidyAsync(OldDataset dataset) => (await dataset.Place.RemainsAsync()).Count == 0;

    private static async Task<IOException?> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (IOException exception)
        {
            return exception;
        }
    }

    private static ScriptedObjectStore Spoil(ScriptedObjectStore store, Random random)
    {
        var gate = new Lock();
        var rarity = 10 + random.Next(40);
        foreach (var call in Enum.GetValues<StoreCall>())
        {
            store.On(call).DoBefore(_ => FailAsync($"{call} is refused"));
            store.On(call).DoAfter(_ => FailAsync($"the answer to {call} is lost"));
            if (!Once.Contains(call))
                store.On(call).From(1 + random.Next(rarity)).Times(1).DoTwice();
        }

        return store;

        async ValueTask FailAsync(string what)
        {
            int pick;
            lock (gate)
                pick = random.Next(rarity);

            if (pick == 0)
                throw new IOException($"{what}.");

            // Others overtake it.
            for (var turn = 0; turn < pick % 5; turn++)
                await Task.Yield();
        }
    }
}
