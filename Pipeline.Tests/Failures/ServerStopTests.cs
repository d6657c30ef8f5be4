using Azure.Storage.Blobs;
using DataflowWrite.Azure;
using DataflowWrite.Commit;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Failures;

/// <summary>
/// Writes over datasets in Azurite, which is stopped and started again in the middle of them, each at another call. It is never killed: what it has acknowledged
/// in the last seconds would be lost.
/// </summary>
public sealed class ServerStopTests
{
    private const int AttemptsUntilItIsBack = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Calls of a write of four files, in their order, and whether recovery finishes a write that has come so far.</summary>
    private static readonly (StoreCall Call, int Number, bool IsFinished)[] Moments =
    [
        (StoreCall.Start, 2, false),
        (StoreCall.Prepare, 3, false),
        (StoreCall.Put, 3, false),
        (StoreCall.Commit, 1, true),
        (StoreCall.Commit, 3, true),
        (StoreCall.Delete, 2, true),
    ];

    private AzuriteServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await AzuriteServer.StartOwnAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Writes_that_try_again_outlive_a_server_that_is_stopped_and_started()
    {
        var writes = await BeginAsync(AttemptsUntilItIsBack);

        await _server.GoDownAsync();
        writes.ForEach(write => write.Gate.Open());
        await _server.ComeBackAsync();

        foreach (var write in writes)
        {
            (await FailureOf(write)).Should().BeNull();
            await write.Dataset.ShouldHoldTheNewAsync(SaveMode.Overwrite);
        }
    }

    [Test]
    public async Task Writes_that_do_not_fail_and_are_finished_or_undone_by_recovery()
    {
        var writes = await BeginAsync(attempts: 1);

        await _server.GoDownAsync();
        writes.ForEach(write => write.Gate.Open());
        var failures = await Task.WhenAll(writes.Select(FailureOf));
        await _server.ComeBackAsync();

        failures.Should().AllBeOfType<DatasetWriteException>().And.OnlyContain(failure => failure!.Message.Contains("dfw recover"));
        foreach (var write in writes)
        {
            if (!write.IsFinished)
                (await write.Dataset.HoldsAsync()).Should().BeFalse("nothing was published");

            await write.Dataset.RecoverAsync();
            await ShouldHoldAsync(write.Dataset, write.IsFinished);
        }
    }

    [Test]
    public async Task Requests_under_way_while_it_stops_leave_the_old_rows_or_the_new_ones()
    {
        var writes = await BeginAsync(attempts: 1);

        var down = _server.GoDownAsync();
        writes.ForEach(write => write.Gate.Open());
        var failures = await Task.WhenAll(writes.Select(FailureOf));
        await down;
        await _server.ComeBackAsync();

        failures.Where(failure => failure is not null).Should().AllBeOfType<DatasetWriteException>();
        foreach (var write in writes)
        {
            await write.Dataset.RecoverAsync();
            await ShouldHoldAsync(write.Dataset, isNew: await write.Dataset.HoldsAsync());
        }
    }

    private static Task ShouldHoldAsync(OldDataset dataset, bool isNew)
        => isNew ? dataset.ShouldHoldTheNewAsync(SaveMode.Overwrite) : dataset.ShouldBeUnchangedAsync();

    private static Task<Exception?> FailureOf(HeldWrite write)
        => write.Task.ContinueWith(task => task.Exception?.InnerException, TaskScheduler.Default).WaitAsync(Patience);

    /// <summary>A write for each moment, over a dataset of its own, that waits there.</summary>
    private async Task<List<HeldWrite>> BeginAsync(int attempts)
    {
        var writes = new List<HeldWrite>();
        foreach (var (call, number, isFinished) in Moments)
        {
            var container = await MakeContainerAsync();
            var place = StorePlace.Over(Store(container, AttemptsUntilItIsBack));
            await OldDataset.WriteOldAsync(place);
            var dataset = await OldDataset.LookAsync(place);
            var gate = new CallGate();
            var write = OldDataset.WriteAsync(new ScriptedObjectStore(Store(container, attempts)).On(call).At(number).Hold(gate));
            await gate.Reached.WaitAsync(Patience);
            writes.Add(new(dataset, gate, write, isFinished));
        }

        return writes;
    }

    private Task<BlobContainerClient> MakeContainerAsync()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        return _server.CreateContainerAsync(options);
    }

    private static AzureBlobStore Store(BlobContainerClient container, int attempts) => new(
        container,
        new() { MaxAttempts = attempts, RetryDelay = TimeSpan.FromMilliseconds(50), MaxRetryDelay = TimeSpan.FromMilliseconds(200) });

    private sealed record HeldWrite(OldDataset Dataset, CallGate Gate, Task Task, bool IsFinished);
}
