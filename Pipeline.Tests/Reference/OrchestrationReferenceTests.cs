using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>Ordered parallel serialization, and the object writer at its end.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OrchestrationReferenceTests
{
    private static readonly DataflowLinkOptions Propagate = new() { PropagateCompletion = true };

    private readonly MemoryObjectStore _store = new();

    [Test]
    public async Task Bytes_stand_in_input_order_although_a_later_chunk_was_serialized_first()
    {
        await using var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse("x.txt"), _store);
        var serialize = WriteBlocks.Serialize(new SecondBeforeFirst(), maxDegreeOfParallelism: 2);
        var write = WriteBlocks.Write(writer);
        serialize.LinkTo(write, Propagate);

        await serialize.SendAsync([PartitionSlice.Of(NumberedRows.Batch(0, 1), startsFile: true)]);
        await serialize.SendAsync([PartitionSlice.Of(NumberedRows.Batch(0, 2), startsFile: false)]);
        serialize.Complete();
        await write.Completion;
        await writer.CompleteAsync();

        (await CsvText.ReadAsync(_store, ObjectPath.Parse("x.txt"))).Should().Be("1\n2\n");
    }

    [Test]
    public async Task Initial_is_true_for_the_first_rows_of_each_file_and_no_others()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["key"], MaxRowsPerFile = 4, Format = new InitialFormat() };

        var write = await ReferenceWrite.OfAsync(_store, "out/", options, [.. NumberedRows.Batches(rows: 20, rowsPerBatch: 3, keys: 2)]);

        write.Result.Files.Should().HaveCount(6);
        foreach (var file in write.Result.Files)
        {
            var calls = (await CsvText.ReadAsync(_store, file.ObjectPath)).TrimEnd('\n').Split('\n');
            calls[0].Should().StartWith("initial ");
            calls.Skip(1).Should().NotContain(call => call.StartsWith("initial "));
            calls.Sum(call => int.Parse(call.Split(' ')[1], CultureInfo.InvariantCulture)).Should().Be((int)file.Rows);
        }
    }

    [Test]
    public async Task An_empty_single_file_is_serialized_as_one_initial_batch_without_rows()
    {
        var options = new DatasetWriteOptions
        {
            Format = new InitialFormat(),
            OutputMode = OutputMode.Single,
            Schema = NumberedRows.Batch(0, 1).Schema,
        };

        (await (await ReferenceWrite.OfAsync(_store, "x.txt", options)).TextAsync()).Should().Be("initial 0\n");
    }

    [Test]
    public async Task A_failing_serializer_publishes_neither_its_own_file_nor_the_others()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["key"], Format = new InitialFormat { FailAt = 13 } };
        var write = () => ReferenceWrite.OfAsync(_store, "out/", options, NumberedRows.Batch(0, 30, keys: 2), NumberedRows.Batch(30, 13, keys: 1));

        var thrown = (await write.Should().ThrowAsync<DatasetWriteException>()).Which;

        thrown.InnerException!.Message.Should().Be("13 is unlucky");
        thrown.Message.Should().Contain("13 is unlucky").And.Contain("out/key=k0/");
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_result_tells_each_file_with_its_rows_and_bytes()
    {
        var write = await ReferenceWrite.OfAsync(_store, "out/", new() { PartitionBy = ["key"] }, NumberedRows.Batch(0, 11, keys: 2));

        write.Result.Rows.Should().Be(11);
        write.Result.Files.Select(file => file.Rows).Should().Equal(6, 5);
        write.Result.Files.Select(file => file.Partition.Values.Single().Text).Should().Equal("k0", "k1");
        write.Result.Bytes.Should().Be(write.Result.Files.Sum(file => file.Bytes));
        foreach (var file in write.Result.Files)
            file.Bytes.Should().Be((await _store.HeadAsync(file.ObjectPath))!.Size);
    }

    [Test]
    public async Task An_object_writer_that_is_complete_refuses_to_complete_again_and_to_write()
    {
        await using var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse("x"), _store);
        await writer.CompleteAsync();

        await writer.Awaiting(w => w.CompleteAsync()).Should().ThrowAsync<InvalidOperationException>();
        await writer.Awaiting(w => w.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        (await _store.HeadAsync(ObjectPath.Parse("x")))!.Size.Should().Be(0);
    }

    [Test]
    public async Task An_object_writer_does_not_replace_an_object_unless_it_is_told_to()
    {
        await _store.PutAsync(ObjectPath.Parse("x"), "old"u8.ToArray());
        await using var writer = ObjectWriter.Create(CompressionType.None, ObjectPath.Parse("x"), _store);
        await using var replacing = new ObjectWriterBuilder(CompressionType.None, ObjectPath.Parse("x"), _store) { Condition = default }.Build();

        await writer.Awaiting(w => w.CompleteAsync()).Should().ThrowAsync<PreconditionFailedException>();
        (await CsvText.ReadAsync(_store, ObjectPath.Parse("x"))).Should().Be("old");
        await replacing.CompleteAsync();
        (await CsvText.ReadAsync(_store, ObjectPath.Parse("x"))).Should().BeEmpty();
    }

    private async Task<List<PendingObject>> PendingAsync()
    {
        var pending = new List<PendingObject>();
        await foreach (var item in _store.ListPendingAsync(default))
            pending.Add(item);

        return pending;
    }

    /// <summary>Ends a batch of one row only after one of two rows.</summary>
    private sealed class SecondBeforeFirst : IBatchSerializer
    {
        private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            => throw new InvalidOperationException("The asynchronous form is the one to call.");

        public async ValueTask<ReadOnlyMemory<byte>> SerializeAsync(
            RecordBatch batch, bool initial, CancellationToken cancellationToken = default)
        {
            if (batch.Length == 1)
                await _second.Task;
            else
                _second.SetResult();

            return Encoding.UTF8.GetBytes($"{batch.Length}\n");
        }
    }

    /// <summary>Writes a line for each call: whether it was the initial one, and its rows.</summary>
    private sealed class InitialFormat() : StatelessFormat("calls", "txt")
    {
        public int FailAt { get; init; } = int.MaxValue;

        public override void Validate(Schema writerSchema)
        {
        }

        public override IBatchSerializer CreateSerializer(Schema writerSchema) => new Serializer(FailAt);

        private sealed class Serializer(int failAt) : IBatchSerializer
        {
            public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            {
                if (batch.Length == failAt)
                    throw new InvalidDataException($"{failAt} is unlucky");

                output.Write(Encoding.UTF8.GetBytes($"{(initial ? "initial" : "next")} {batch.Length}\n"));
            }
        }
    }
}
