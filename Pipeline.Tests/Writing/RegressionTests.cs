using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Cli;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>Ways in which a write could hang, tell an untruth or lose rows that were found by looking for them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegressionTests
{
    private const int Threads = 2;

    private readonly MemoryObjectStore _store = new();

    private WriteDestination Out => WriteDestination.In(_store, "out/");

    [Test]
    [CancelAfter(60_000)]
    public async Task Rows_that_weigh_nothing_are_flushed_too_when_memory_is_short(CancellationToken timeout)
    {
        var keys = Enumerable.Range(0, 4096).Select(row => $"some long key value number {row % 5} {new string('x', 60)}").ToArray();
        var batches = Enumerable.Range(0, 100).Select(_ => ArrowValues.Batch(
            ("key", ArrowValues.Utf8(keys)), ("nothing", ArrowValues.Nulls(keys.Length))));

        var result = await DatasetWriter.WriteAsync(
            batches, Out, new() { PartitionBy = ["key"], MemoryBudget = Smallest(), MaxDegreeOfParallelism = Threads }, timeout);

        result.Rows.Should().Be(409_600);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_listener_that_throws_has_no_say_in_the_outcome([Range(1, 8)] int at, CancellationToken timeout)
    {
        var tracked = new TrackedBatches();
        var result = await DatasetWriter.WriteAsync(
            tracked.Batches(batches: 10, rowsPerBatch: 100),
            Out,
            new() { Progress = new Throwing(at), MinParallelFiles = 2, TimeProvider = new EachCallIsLater() },
            timeout);

        result.Rows.Should().Be(1_000);
        tracked.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_source_that_sees_the_callers_cancellation_first_does_not_make_a_failure_of_it()
    {
        for (var repetition = 0; repetition < 30; repetition++)
        {
            using var cancel = new CancellationTokenSource();
            var waiting = new TaskCompletionSource();
            var token = cancel.Token;
            var write = DatasetWriter.WriteAsync(Source(), Out, cancellationToken: token);
            await waiting.Task;
            await cancel.CancelAsync();

            await write.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();

            async IAsyncEnumerable<RecordBatch> Source()
            {
                yield return NumberedRows.Batch(0, 10);
                var never = new TaskCompletionSource().Task.WaitAsync(token);
                waiting.SetResult();
                await never;
            }
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_failed_write_releases_the_producers_of_a_channel(CancellationToken timeout)
    {
        var tracked = new TrackedBatches();
        var channel = Channel.CreateBounded<RecordBatch>(1);
        var write = DatasetWriter.WriteAsync(channel.Reader, Out, new() { PartitionBy = ["missing"] }, CancellationToken.None);

        foreach (var batch in tracked.Batches(batches: 20, rowsPerBatch: 10))
            await channel.Writer.WriteAsync(batch, timeout);

        channel.Writer.Complete();
        await write.Awaiting(task => task).Should().ThrowAsync<DatasetWriteException>();
        Eventually.BeZero(() => tracked.Alive, "what the channel still held is disposed");
    }

    [Test]
    public async Task A_plainly_linked_block_that_still_has_batches_fails_a_commit_that_ends_its_input()
    {
        var source = new BufferBlock<RecordBatch>();
        await using var sink = await DatasetSink.OpenAsync(Out);
        foreach (var batch in NumberedRows.Batches(rows: 50_000, rowsPerBatch: 10))
            source.Post(batch);

        source.LinkTo(sink, new DataflowLinkOptions { PropagateCompletion = true });
        source.Complete();
        var thrown = await sink.Awaiting(s => s.CommitAsync()).Should().ThrowAsync<DatasetWriteException>();

        thrown.WithMessage("*LinkFrom*");
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    [Test]
    public async Task A_source_linked_after_the_end_of_the_input_is_refused()
    {
        var source = new BufferBlock<RecordBatch>();
        await using var sink = await DatasetSink.OpenAsync(Out);
        sink.Complete();

        sink.Invoking(s => s.LinkFrom(source)).Should().Throw<InvalidOperationException>();
    }

    [Test]
    public async Task Disposing_twice_and_failing_after_it_do_nothing()
    {
        var sink = await DatasetSink.OpenAsync(Out);
        await sink.DisposeAsync();
        await sink.DisposeAsync();

        sink.Invoking(s => s.Fault(new IOException("late"))).Should().NotThrow();
    }

    [Test]
    public async Task A_commit_that_is_cancelled_and_not_taken_back_says_that_objects_may_be_visible()
    {
        using var cancel = new CancellationTokenSource();
        var faulty = new ScriptedObjectStore(_store)
            .On(StoreCall.Commit).At(2).DoAfter(_ => new(cancel.CancelAsync()))
            .On(StoreCall.Delete).Fail(new IOException("no"));

        var write = () => DatasetWriter.WriteAsync(
            NumberedRows.Stream(1_000, 10, keys: 20), WriteDestination.In(faulty, "out/"), new() { PartitionBy = ["key"] }, cancel.Token);

        var thrown = (await write.Should().ThrowAsync<DatasetWriteException>()).Which;
        thrown.Message.Should().Contain("there may be left").And.NotContain("nothing of this write is visible");
        (await CsvText.ListAsync(_store)).Should().NotBeEmpty();
    }

    [Test]
    public async Task A_commit_whose_outcome_nobody_can_tell_is_not_called_invisible()
    {
        var faulty = new ScriptedObjectStore(_store)
            .On(StoreCall.Commit).At(1).LoseAnswer(new IOException("no answer"))
            .On(StoreCall.Head).From(2).Fail(new IOException("still no answer"));

        var write = () => DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), WriteDestination.In(faulty, "out/"));

        (await write.Should().ThrowAsync<DatasetWriteException>()).Which.Message.Should().Contain("there may be left 'out/");
    }

    [TestCase("bool")]
    [TestCase("dictionary")]
    public async Task Rows_that_grow_a_hundredfold_stay_under_the_budget(string kind)
    {
        const int Rows = 65_536;
        var flags = Enumerable.Range(0, Rows).Select(row => (bool?)(row % 2 == 0)).ToArray();
        var codes = Enumerable.Range(0, Rows).Select(row => (sbyte?)(row % 10)).ToArray();
        var values = Enumerable.Range(0, 10).Select(value => $"{value} {new string('y', 100)}").ToArray();
        var store = new DryRunStore(new MemoryObjectStore());
        await using var sink = await DatasetSink.OpenAsync(
            WriteDestination.In(store, "out/"),
            new() { Format = FileFormat.JsonLines(), MemoryBudget = Smallest(), MaxDegreeOfParallelism = Threads });

        for (var number = 0; number < 20; number++)
            await sink.WriteAsync(ArrowValues.Batch([.. Enumerable.Range(0, kind == "bool" ? 10 : 4).Select(Column)]));

        (await sink.CommitAsync()).Rows.Should().Be(20L * Rows);
        sink.Memory.HighWater.Should().BeLessThanOrEqualTo(Smallest());

        (string Name, IArrowArray Values) Column(int number) => (
            $"column_{number}",
            kind == "bool" ? ArrowValues.Bool(flags) : ArrowValues.Dictionary(ArrowValues.Int8(codes), ArrowValues.Utf8(values)));
    }

    [Test]
    public async Task A_file_where_a_directory_was_named_is_refused_before_anything_is_read()
    {
        await _store.PutAsync(ObjectPath.Parse("taken"), "x"u8.ToArray());

        var open = () => DatasetSink.OpenAsync(WriteDestination.In(_store, "taken/"));

        await open.Should().ThrowAsync<ArgumentException>().WithMessage("*taken*");
    }

    [Test]
    public void A_destination_that_is_a_uri_is_refused()
    {
        var make = () => WriteDestination.Local("s3://bucket/prefix/");

        make.Should().Throw<ArgumentException>().WithMessage("*s3:*");
    }

    private static long Smallest() => WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), Threads);

    private sealed class Throwing(int at) : IProgress<WriteProgress>
    {
        private int _count;

        public void Report(WriteProgress value)
        {
            if (Interlocked.Increment(ref _count) >= at)
                throw new InvalidOperationException("The progress bar broke.");
        }
    }
}
