using System.Buffers;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>What docs/composing-pipelines.md says of graphs that users compose.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ComposingReferenceTests
{
    private static readonly DataflowLinkOptions Propagate = new() { PropagateCompletion = true };
    private static readonly ObjectPath Target = ObjectPath.Parse("x.csv");

    private readonly MemoryObjectStore _store = new();

    [Test]
    public async Task A_replacing_batch_may_share_columns_of_the_old_one_by_shared_slices()
    {
        var tracked = new TrackedBatches();
        var batch = tracked.Batch(0, 10);
        var demux = WriteBlocks.Demux(batch.Schema, new() { MaxRowsPerFile = 5 });
        await demux.SendAsync(batch);
        demux.Complete();
        var first = await demux.ReceiveAsync();
        var sibling = await demux.ReceiveAsync();
        var shared = ArrowArrayFactory.SliceShared(first.Batch.Column(0), 0, first.RowCount);

        first.WithBatch(new(first.Batch.Schema, [shared], first.RowCount)).Dispose();

        tracked.Alive.Should().BeGreaterThan(0);
        ((Int64Array)sibling.Batch.Column(0)).GetValue(0).Should().Be(5);
        sibling.Dispose();
        tracked.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_graph_of_our_blocks_alone_holds_its_messages_within_bounds()
    {
        var batches = NumberedRows.Batches(rows: 500, rowsPerBatch: 5).ToArray();
        var options = new DatasetWriteOptions { FileOrder = FileOrder.Sequential, MaxRowsPerFile = long.MaxValue };
        await using var writer = ObjectWriter.Create(CompressionType.None, Target, _store);
        var demux = WriteBlocks.Demux(batches[0].Schema, options);
        var coalesce = WriteBlocks.Coalesce(slices: 8);
        var serialize = WriteBlocks.Serialize(FileFormat.Csv().CreateSerializer(batches[0].Schema));
        var write = WriteBlocks.Write(writer);
        demux.LinkTo(coalesce, Propagate);
        coalesce.LinkTo(serialize, Propagate);
        serialize.LinkTo(write, Propagate);

        foreach (var batch in batches)
            await demux.SendAsync(batch);

        demux.Complete();
        await write.Completion;
        await writer.CompleteAsync();

        (await CsvText.ReadIdsAsync(_store, Target)).Should().Equal(Enumerable.Range(0, 500).Select(id => (long)id));
    }

    [Test]
    public async Task A_token_that_all_blocks_share_releases_the_producer_of_a_graph_that_fails()
    {
        using var stop = new CancellationTokenSource();
        await using var writer = ObjectWriter.Create(CompressionType.None, Target, _store);
        var demux = WriteBlocks.Demux(NumberedRows.Batch(0, 1).Schema, cancellationToken: stop.Token);
        var coalesce = WriteBlocks.Coalesce(slices: 1);
        var serialize = WriteBlocks.Serialize(new Failing(), cancellationToken: stop.Token);
        var write = WriteBlocks.Write(writer, stop.Token);
        demux.LinkTo(coalesce, Propagate);
        coalesce.LinkTo(serialize, Propagate);
        serialize.LinkTo(write, Propagate);
        _ = write.Completion.ContinueWith(
            _ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        var accepted = true;
        try
        {
            for (var first = 0; accepted; first++)
                accepted = await demux.SendAsync(NumberedRows.Batch(first, 1), stop.Token);
        }
        catch (OperationCanceledException)
        {
            stop.IsCancellationRequested.Should().BeTrue();
        }

        await write.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        write.Completion.Exception!.Flatten().InnerExceptions.Should().OnlyContain(cause => cause.Message == "no such letter");
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    private sealed class Failing : IBatchSerializer
    {
        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => throw new InvalidDataException("no such letter");
    }
}
