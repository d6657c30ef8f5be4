using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatasetSinkTests
{
    private readonly MemoryObjectStore _store = new();
    private readonly TrackedBatches _tracked = new();

    private WriteDestination Directory => WriteDestination.In(_store, "out/");

    [Test]
    public async Task Completion_means_that_everything_is_durable_and_nothing_is_visible()
    {
        await using var sink = await DatasetSink.OpenAsync(Directory);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));
        sink.Complete();

        await sink.Completion;

        (await CsvText.ListAsync(_store)).Should().OnlyContain(path => path.Value.StartsWith("out/_dfw/"), "the intent is no data");
        (await PendingAsync()).Should().ContainSingle();
        (await sink.CommitAsync()).Rows.Should().Be(10);
        (await CsvText.ListAsync(_store)).Should().ContainSingle();
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Committing_again_gives_the_same_answer()
    {
        await using var sink = await DatasetSink.OpenAsync(Directory);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));

        var first = await sink.CommitAsync();

        (await sink.CommitAsync()).Should().BeSameAs(first);
    }

    [Test]
    public async Task A_sink_at_the_end_of_a_linked_graph_can_commit_by_itself()
    {
        var source = new BufferBlock<RecordBatch>();
        await using var sink = await DatasetSink.OpenAsync(Directory, new() { CommitOnComplete = true });
        sink.LinkFrom(source);
        source.Post(NumberedRows.Batch(0, 10));
        source.Complete();

        await sink.Completion;

        (await CsvText.ListAsync(_store)).Should().ContainSingle();
        (await sink.CommitAsync()).Rows.Should().Be(10);
    }

    [Test]
    public async Task Disposing_without_a_commit_leaves_nothing([Values] bool complete)
    {
        var sink = await DatasetSink.OpenAsync(Directory);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));
        if (complete)
        {
            sink.Complete();
            await sink.Completion;
        }

        await sink.DisposeAsync();

        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_fault_fails_the_write_with_its_cause_and_leaves_nothing()
    {
        await using var sink = await DatasetSink.OpenAsync(Directory);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));

        sink.Fault(new InvalidDataException("line 7 is broken"));

        var thrown = await sink.Awaiting(s => s.CommitAsync()).Should().ThrowAsync<DatasetWriteException>();
        thrown.Which.Stage.Should().Be(WriteStage.Source);
        thrown.Which.InnerException.Should().BeOfType<InvalidDataException>();
        thrown.Which.Message.Should().Contain("line 7 is broken").And.Contain("out/");
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_failed_sink_declines_further_batches_and_says_why()
    {
        await using var sink = await DatasetSink.OpenAsync(Directory);
        sink.Fault(new InvalidDataException("broken"));

        (await sink.SendAsync(NumberedRows.Batch(0, 1))).Should().BeFalse();
        await sink.Awaiting(s => s.WriteAsync(NumberedRows.Batch(0, 1)).AsTask()).Should().ThrowAsync<DatasetWriteException>();
    }

    [Test]
    public async Task A_completed_sink_takes_no_more_batches()
    {
        await using var sink = await DatasetSink.OpenAsync(Directory);
        sink.Complete();

        await sink.Awaiting(s => s.WriteAsync(NumberedRows.Batch(0, 1)).AsTask()).Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task Accepted_batches_are_disposed_whatever_becomes_of_the_write([Values("commit", "fault", "dispose")] string end)
    {
        var sink = await DatasetSink.OpenAsync(Directory, new() { PartitionBy = ["id"], KeepPartitionColumns = true });
        foreach (var batch in _tracked.Batches(batches: 5, rowsPerBatch: 20))
            await sink.WriteAsync(batch);

        if (end == "commit")
            await sink.CommitAsync();
        else if (end == "fault")
            sink.Fault(new IOException("over"));

        await sink.DisposeAsync();

        _tracked.Alive.Should().Be(0);
    }

    [Test]
    public async Task Batches_that_are_left_open_stay_the_callers()
    {
        var batch = _tracked.Batch(0, 10);
        await DatasetWriter.WriteAsync(NumberedRows.Stream([batch]), Directory, new() { LeaveOpen = true });

        _tracked.Alive.Should().Be(1);
        ((Int64Array)batch.Column(0)).GetValue(9).Should().Be(9);
        batch.Dispose();
        _tracked.Alive.Should().Be(0);
    }

    [Test]
    public async Task Batches_that_own_the_memory_of_their_columns_may_be_cut_over_several_files()
    {
        using var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, NumberedRows.Batch(0, 1).Schema, leaveOpen: true))
        {
            foreach (var batch in NumberedRows.Batches(rows: 1000, rowsPerBatch: 100))
                await writer.WriteRecordBatchAsync(batch);

            await writer.WriteEndAsync();
        }

        bytes.Position = 0;
        using var reader = new ArrowStreamReader(bytes);
        var result = await DatasetWriter.WriteAsync(reader, Directory, new() { MaxRowsPerFile = 30 });

        result.Rows.Should().Be(1000);
        var ids = new List<long>();
        foreach (var file in result.Files)
            ids.AddRange(await CsvText.ReadIdsAsync(_store, file.ObjectPath));

        ids.Should().BeEquivalentTo(Enumerable.Range(0, 1000).Select(id => (long)id));
    }

    [Test]
    public async Task When_a_linked_write_fails_the_producers_behind_the_source_are_released_and_their_batches_disposed()
    {
        var source = new BufferBlock<RecordBatch>(new() { BoundedCapacity = 1 });
        await using var sink = await DatasetSink.OpenAsync(Directory, new() { PartitionBy = ["missing"] });
        sink.LinkFrom(source);

        foreach (var batch in _tracked.Batches(batches: 20, rowsPerBatch: 5))
            (await source.SendAsync(batch)).Should().BeTrue();

        source.Complete();
        await source.Completion;
        await sink.Awaiting(s => s.Completion).Should().ThrowAsync<DatasetWriteException>();
        _tracked.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_commit_waits_for_the_end_of_every_linked_source()
    {
        var (left, right) = (new BufferBlock<RecordBatch>(), new BufferBlock<RecordBatch>());
        await using var sink = await DatasetSink.OpenAsync(Directory);
        sink.LinkFrom(left);
        sink.LinkFrom(right);
        var commit = sink.CommitAsync();
        foreach (var batch in NumberedRows.Batches(rows: 2_000, rowsPerBatch: 10))
            left.Post(batch);

        left.Complete();
        await left.Completion;
        right.Post(NumberedRows.Batch(0, 5));
        right.Complete();

        (await commit).Rows.Should().Be(2_005);
    }

    [Test]
    public async Task A_cancelled_source_block_fails_the_write()
    {
        using var cancel = new CancellationTokenSource();
        var source = new BufferBlock<RecordBatch>(new() { CancellationToken = cancel.Token });
        var write = DatasetWriter.WriteAsync(source, Directory);
        await cancel.CancelAsync();

        await write.Awaiting(task => task).Should().ThrowAsync<DatasetWriteException>().WithMessage("*cancelled before*");
    }

    [Test]
    public async Task Cancelling_the_caller_token_ends_in_its_cancellation_and_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var write = DatasetWriter.WriteAsync(Endless(cancel), Directory, new() { PartitionBy = ["key"] }, cancel.Token);

        var thrown = await write.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        thrown.Which.CancellationToken.Should().Be(cancel.Token);
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await PendingAsync()).Should().BeEmpty();

        static async IAsyncEnumerable<RecordBatch> Endless(CancellationTokenSource cancel)
        {
            for (var index = 0; ; index++)
            {
                if (index == 50)
                    await cancel.CancelAsync();

                yield return NumberedRows.Batch(index * 100, 100);
            }
        }
    }

    [Test]
    public async Task Cancelling_the_commit_token_ends_the_write_too()
    {
        using var cancel = new CancellationTokenSource();
        await using var sink = await DatasetSink.OpenAsync(Directory);
        await sink.WriteAsync(NumberedRows.Batch(0, 10));
        await cancel.CancelAsync();

        await sink.Awaiting(s => s.CommitAsync(cancel.Token)).Should().ThrowAsync<OperationCanceledException>();
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    [Test]
    public async Task A_source_that_hangs_does_not_hold_up_a_cancelled_write()
    {
        using var cancel = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var write = DatasetWriter.WriteAsync(Hanging(asked), Directory, cancellationToken: cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();

        await write.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();

        static async IAsyncEnumerable<RecordBatch> Hanging(TaskCompletionSource asked)
        {
            asked.SetResult();
            await new TaskCompletionSource().Task;
            yield break;
        }
    }

    [Test]
    public async Task A_source_that_cancels_by_itself_fails_the_write_and_is_not_taken_for_a_cancellation()
    {
        var write = () => DatasetWriter.WriteAsync(TimedOut(), Directory);

        (await write.Should().ThrowAsync<DatasetWriteException>()).Which.InnerException.Should().BeOfType<TimeoutException>();

        static async IAsyncEnumerable<RecordBatch> TimedOut()
        {
            yield return NumberedRows.Batch(0, 10);
            await Task.Yield();
            throw new TaskCanceledException("the query took too long");
        }
    }

    private async Task<List<PendingObject>> PendingAsync()
    {
        var pending = new List<PendingObject>();
        await foreach (var item in _store.ListPendingAsync(default))
            pending.Add(item);

        return pending;
    }
}
