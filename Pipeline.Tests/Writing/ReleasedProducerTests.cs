using System.Buffers;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>Producers that wait for a write that does not get on are let go as soon as it has failed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReleasedProducerTests
{
    private const int RowsPerBatch = 128 * 1024;

    /// <summary>Several times as many bytes as the smallest budget takes in.</summary>
    private const int Batches = 80;

    private readonly CallGate _gate = new();
    private readonly TrackedBatches _tracked = new();
    private readonly MemoryObjectStore _store = new();
    private readonly CancellationTokenSource _caller = new();

    public enum End
    {
        Failure,
        SourceFailure,
        Cancellation,
        Disposal,
    }

    [TearDown]
    public void DisposeCaller() => _caller.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public async Task Blocks_that_wait_to_send_are_declined(
        [Values] bool serializerHangs, [Values] End end, CancellationToken timeout)
    {
        var sink = await OpenAsync(serializerHangs);
        var batches = _tracked.Batches(Batches, RowsPerBatch).ToList();
        var sends = batches.ConvertAll(batch => sink.SendAsync(batch));
        await _gate.Reached.WaitAsync(timeout);
        sends.Should().Contain(send => !send.IsCompleted, "the budget takes in only a part of them while the gate is shut");

        await EndAsync(sink, end);
        var accepted = await Task.WhenAll(sends).WaitAsync(timeout);

        batches.Where((_, index) => !accepted[index]).ToList().ForEach(batch => batch.Dispose());
        if (end != End.Disposal)
            await sink.DisposeAsync().AsTask().WaitAsync(timeout);

        _tracked.Alive.Should().Be(0, "a declined batch stays the sender's, and all others are the sink's");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_caller_that_waits_to_write_gets_the_failure([Values] bool serializerHangs, CancellationToken timeout)
    {
        await using var sink = await OpenAsync(serializerHangs);
        var producer = ProduceAsync(sink);
        await _gate.Reached.WaitAsync(timeout);

        var failure = await EndAsync(sink, End.Failure);

        (await producer.Awaiting(task => task.WaitAsync(timeout)).Should().ThrowExactlyAsync<DatasetWriteException>())
            .Which.InnerException.Should().BeSameAs(failure);
    }

    [Test]
    public async Task A_sink_that_stops_declines_before_anybody_learns_that_it_stopped(
        [Values(End.SourceFailure, End.Cancellation, End.Disposal)] End end)
    {
        var sink = await OpenAsync(serializerHangs: false);
        bool? accepted = null;
        using var listening = sink.StopToken.Register(() =>
        {
            var batch = _tracked.Batch(0, 1);
            accepted = sink.Post(batch);
            if (accepted == false)
                batch.Dispose();
        });

        await EndAsync(sink, end);

        accepted.Should().BeFalse();
        await sink.DisposeAsync();
        _tracked.Alive.Should().Be(0);
    }

    private async Task ProduceAsync(DatasetSink sink)
    {
        foreach (var batch in _tracked.Batches(Batches, RowsPerBatch))
            await sink.WriteAsync(batch);
    }

    private async Task<IOException> EndAsync(DatasetSink sink, End end)
    {
        var failure = new IOException("The connection was lost.");
        if (end == End.Failure)
            _gate.Fail(failure);
        else if (end == End.SourceFailure)
            sink.Fault(failure);
        else if (end == End.Cancellation)
            await _caller.CancelAsync();
        else
            await sink.DisposeAsync();

        return failure;
    }

    private Task<DatasetSink> OpenAsync(bool serializerHangs)
        => DatasetSink.OpenAsync(
            WriteDestination.In(serializerHangs ? _store : new ScriptedObjectStore(_store).On(StoreCall.Write).Hold(_gate), "out/"),
            new()
            {
                Format = serializerHangs ? new HangingFormat(_gate) : FileFormat.Csv(),
                MaxDegreeOfParallelism = 2,
                MemoryBudget = WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), 2),
            },
            _caller.Token);

    private sealed class HangingFormat(CallGate gate) : StatelessFormat("hanging", "txt")
    {
        public override void Validate(Schema writerSchema)
        {
        }

        public override IBatchSerializer CreateSerializer(Schema writerSchema) => new Serializer(gate);
    }

    private sealed class Serializer(CallGate gate) : IBatchSerializer
    {
        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => throw new InvalidOperationException("The asynchronous form is the one to call.");

        public async ValueTask<ReadOnlyMemory<byte>> SerializeAsync(
            RecordBatch batch, bool initial, CancellationToken cancellationToken = default)
        {
            await gate.WaitAsync(cancellationToken);
            return default;
        }
    }
}
