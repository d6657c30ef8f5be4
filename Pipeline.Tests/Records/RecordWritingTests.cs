using System.Buffers;
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using CsCheck;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Records;

public sealed class RecordWritingTests
{
    private static readonly PageView[] Rows =
        [.. Enumerable.Range(0, 5000).Select(i => new PageView(i % 2 == 0 ? "DE" : "FR", DateTimeOffset.UnixEpoch.AddSeconds(i), i, 1.25m, null))];

    [TestCase("sequence")]
    [TestCase("stream")]
    [TestCase("channel")]
    [TestCase("block")]
    public async Task All_rows_of_any_source_are_written(string source)
    {
        using var directory = new TempDirectory();

        var result = await WriteAsync(source, directory.File("out/"));

        result.Rows.Should().Be(Rows.Length);
        result.Files.Select(file => file.Partition.Path).Should().BeEquivalentTo("Country=DE", "Country=FR");
        (await BatchRecords.ReadAsync<PageView>(directory.File("out")).ToListAsync()).OrderBy(row => row.UserId).Should().Equal(Rows);
    }

    [Test]
    public async Task Options_name_other_partitions_than_the_record()
    {
        using var directory = new TempDirectory();

        var result = await DatasetWriter.WriteAsync(Rows.Take(3), directory.File("out/"), new() { PartitionBy = ["UserId"] });

        result.Files.Select(file => file.Partition.Path).Should().BeEquivalentTo("UserId=0", "UserId=1", "UserId=2");
    }

    [Test]
    public async Task A_value_that_does_not_fit_fails_the_write_with_column_and_row()
    {
        using var directory = new TempDirectory();
        var write = () => DatasetWriter.WriteAsync([.. Rows.Take(2), Rows[2] with { Price = 0.00001m }], directory.File("out/"));

        var failure = (await write.Should().ThrowAsync<DatasetWriteException>()).Which;

        failure.GetBaseException().Should().BeOfType<RecordValueException>().Which.Should().Match<RecordValueException>(
            value => value.Column == "Price" && value.Row == 2 && value.Message.Contains("0.00001"));
        Directory.Exists(directory.File("out")).Should().BeFalse();
    }

    [Test]
    public async Task A_failed_block_fails_the_write()
    {
        using var directory = new TempDirectory();
        var block = new BufferBlock<PageView[]>();
        block.Post(Rows);
        ((IDataflowBlock)block).Fault(new InvalidOperationException("lost"));

        var write = () => DatasetWriter.WriteAsync(block, directory.File("out/"));

        (await write.Should().ThrowAsync<DatasetWriteException>()).Which.ToString().Should().Contain("lost");
    }

    [Test]
    public async Task Batches_of_rows_are_freed()
    {
        using var directory = new TempDirectory();
        var before = ColumnMemory.LiveBytes;

        await DatasetWriter.WriteAsync(Rows, directory.File("out/"));

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void A_record_has_the_same_key_as_its_row_in_a_batch()
        => RecordCases.PageViews.Array[1, 20].Sample(rows =>
        {
            using var batch = BatchRecords.ToBatch<PageView>(rows);
            var splitter = new PartitionSplitter(BatchRecords.PartitionSpecOf<PageView>(), batch.Schema, keepColumns: true, KeyText.Encode, foldsCase: false);
            var pieces = splitter.Split(batch);
            var extractor = BatchRecords.CreateKeyExtractor<PageView>();

            rows.Select(row => extractor.KeyOf(row)).Distinct().Should().Equal(pieces.Select(piece => piece.Key));

            foreach (var piece in pieces)
                piece.Rows.Dispose();
        }, iter: 100);

    [Test]
    public void A_key_that_was_seen_before_allocates_nothing()
    {
        var extractor = BatchRecords.CreateKeyExtractor<PageView>();
        Keys(extractor);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Keys(extractor);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(Rows.Length);

        static void Keys(PartitionKeyExtractor<PageView> extractor)
        {
            foreach (ref readonly var row in Rows.AsSpan())
                extractor.KeyOf(in row);
        }
    }

    [Test]
    public void Text_of_some_columns_and_rows_is_that_of_their_batch()
    {
        var output = new ArrayBufferWriter<byte>();
        var options = new DatasetWriteOptions { PartitionBy = BatchRecords.PartitionSpecOf<PageView>() };
        var schema = WriterSchema.For(options, BatchRecords.SchemaOf<PageView>());

        BatchRecords.CreateSerializer<PageView>(FileFormat.Csv(), schema).Serialize(new(Rows, [3, 1]), initial: true, output);

        System.Text.Encoding.UTF8.GetString(output.WrittenSpan).Should().Be(
            "viewed_at,UserId,Price,Referrer\n1970-01-01T00:00:03Z,3,1.2500,\n1970-01-01T00:00:01Z,1,1.2500,\n");
    }

    private static Task<WriteResult> WriteAsync(string source, string destination)
    {
        switch (source)
        {
            case "sequence":
                return DatasetWriter.WriteAsync((IEnumerable<PageView>)Rows, destination);
            case "stream":
                return DatasetWriter.WriteAsync(Rows.ToAsyncEnumerable(), destination);
            case "channel":
                var channel = Channel.CreateUnbounded<PageView>();
                foreach (var row in Rows)
                    channel.Writer.TryWrite(row);
                channel.Writer.Complete();
                return DatasetWriter.WriteAsync(channel.Reader, destination);
            default:
                var block = new BufferBlock<PageView[]>();
                foreach (var chunk in Rows.Chunk(700))
                    block.Post(chunk);
                block.Complete();
                return DatasetWriter.WriteAsync(block, destination);
        }
    }
}
