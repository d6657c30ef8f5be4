using System.Buffers;
using System.Text;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WriteBlocksTests
{
    private static readonly DataflowLinkOptions Propagate = new() { PropagateCompletion = true };

    private readonly MemoryObjectStore _store = new();
    private readonly Schema _schema = NumberedRows.Batch(0, 1).Schema;

    [Test]
    public async Task A_masking_block_of_the_users_stands_between_demux_and_serializer()
    {
        var serializer = FileFormat.Csv().CreateSerializer(_schema);
        await using var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse("masked.csv"), _store);
        var demux = WriteBlocks.Demux(_schema, new() { FileOrder = FileOrder.Sequential });
        var mask = new TransformBlock<PartitionSlice, PartitionSlice>(Mask);
        var coalesce = WriteBlocks.Coalesce(slices: 3);
        var serialize = WriteBlocks.Serialize(serializer, maxDegreeOfParallelism: 4);
        var write = WriteBlocks.Write(writer);
        demux.LinkTo(mask, Propagate);
        mask.LinkTo(coalesce, Propagate);
        coalesce.LinkTo(serialize, Propagate);
        serialize.LinkTo(write, Propagate);

        foreach (var batch in NumberedRows.Batches(rows: 100, rowsPerBatch: 9))
            await demux.SendAsync(batch);

        demux.Complete();
        await write.Completion;
        await writer.CompleteAsync();

        var text = await CsvText.ReadAsync(_store, ObjectPath.Parse("masked.csv"));
        text.Should().StartWith("id,key,text\n0,k0,***\n1,k1,***\n").And.NotContain("said");
        (await CsvText.ReadIdsAsync(_store, ObjectPath.Parse("masked.csv"))).Should().Equal(Enumerable.Range(0, 100).Select(id => (long)id));

        static PartitionSlice Mask(PartitionSlice slice)
        {
            var rows = slice.Batch;
            var id = ArrowArrayFactory.SliceShared(rows.Column("id"), 0, rows.Length);
            var key = ArrowArrayFactory.SliceShared(rows.Column("key"), 0, rows.Length);
            var masked = ArrowValues.Utf8([.. Enumerable.Repeat("***", rows.Length)]);
            return slice.WithBatch(new(rows.Schema, [id, key, masked], rows.Length));
        }
    }

    [Test]
    public async Task Slices_of_a_partitioned_demux_go_to_chains_of_the_users_own()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["key"] };
        var serializer = new CountingSerializer();
        var demux = WriteBlocks.Demux(_schema, options);
        var chains = new Dictionary<long, (ObjectWriter Writer, ITargetBlock<PartitionSlice> Head, Task Done)>();
        var route = new ActionBlock<PartitionSlice>(async slice =>
        {
            if (!chains.TryGetValue(slice.FileOrdinal, out var chain))
                chains.Add(slice.FileOrdinal, chain = Chain($"{slice.Partition.Path}/{slice.FileOrdinal}.txt", serializer));

            await chain.Head.SendAsync(slice);
        });
        demux.LinkTo(route, Propagate);

        foreach (var batch in NumberedRows.Batches(rows: 100, rowsPerBatch: 9, keys: 3))
            await demux.SendAsync(batch);

        demux.Complete();
        await route.Completion;
        foreach (var (writer, head, done) in chains.Values)
        {
            head.Complete();
            await done;
            await writer.CompleteAsync();
        }

        (await CsvText.ListAsync(_store)).Select(path => path.Value).Should().Equal("key=k0/0.txt", "key=k1/1.txt", "key=k2/2.txt");
        var counts = (await CsvText.ReadAsync(_store, ObjectPath.Parse("key=k0/0.txt"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        counts[0].Should().Be("counts");
        counts.Skip(1).Sum(int.Parse).Should().Be(34);
    }

    [Test]
    public async Task The_asynchronous_form_of_a_serializer_that_overrides_it_is_awaited()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(10, 5), WriteDestination.In(_store, "out/"), new() { Format = new WaitingFormat(), MinParallelFiles = 1 });

        (await CsvText.ReadAsync(_store, result.Files[0].ObjectPath)).Should().Be("waited for 5\nwaited for 5\n");
    }

    [Test]
    public async Task A_failing_serializer_faults_its_block_and_the_ones_behind_it()
    {
        await using var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse("x.csv"), _store);
        var serialize = WriteBlocks.Serialize(new FailingSerializer());
        var write = WriteBlocks.Write(writer);
        serialize.LinkTo(write, Propagate);
        serialize.Post([PartitionSlice.Of(NumberedRows.Batch(0, 5), startsFile: true)]);
        serialize.Complete();

        var thrown = await write.Awaiting(block => block.Completion).Should().ThrowAsync<Exception>();
        (thrown.Which is AggregateException many ? many.Flatten().InnerException! : thrown.Which).Message.Should().Be("no such letter");
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
    }

    [Test]
    public void A_demux_refuses_partition_columns_that_do_not_fit_the_schema()
    {
        var make = () => WriteBlocks.Demux(_schema, new() { PartitionBy = ["nowhere"] });

        make.Should().Throw<ArgumentException>().WithMessage("*nowhere*");
    }

    private (ObjectWriter Writer, ITargetBlock<PartitionSlice> Head, Task Done) Chain(string path, IBatchSerializer serializer)
    {
        var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse(path), _store);
        var coalesce = WriteBlocks.Coalesce(slices: 2);
        var serialize = WriteBlocks.Serialize(serializer);
        var write = WriteBlocks.Write(writer);
        coalesce.LinkTo(serialize, Propagate);
        serialize.LinkTo(write, Propagate);
        return (writer, coalesce, write.Completion);
    }

    private sealed class CountingSerializer : IBatchSerializer
    {
        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => output.Write(Encoding.UTF8.GetBytes((initial ? "counts\n" : "") + $"{batch.Length}\n"));
    }

    private sealed class FailingSerializer : IBatchSerializer
    {
        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => throw new InvalidDataException("no such letter");
    }

    private sealed class WaitingFormat() : StatelessFormat("waiting", "txt")
    {
        public override void Validate(Schema writerSchema)
        {
        }

        public override IBatchSerializer CreateSerializer(Schema writerSchema) => new WaitingSerializer();
    }

    private sealed class WaitingSerializer : IBatchSerializer
    {
        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => throw new InvalidOperationException("The asynchronous form is the one to call.");

        public async ValueTask<ReadOnlyMemory<byte>> SerializeAsync(
            RecordBatch batch, bool initial, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Encoding.UTF8.GetBytes($"waited for {batch.Length}\n");
        }
    }
}
