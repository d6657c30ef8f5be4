using System.Text;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>Formats whose encoders keep state between batches: what the encoders are given, and what becomes of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StatefulFormatTests
{
    private readonly MemoryObjectStore _store = new();

    private WriteDestination Directory => WriteDestination.In(_store, "out/");

    [Test]
    public async Task Batches_are_cut_at_the_encoders_limit_whatever_they_arrive_in([Values(1, 7, 100, 333, 5000)] int rowsPerBatch)
    {
        var format = new BufferingFormat(rowsPerBatch: 100, rowsPerGroup: 250);

        await DatasetWriter.WriteAsync(
            NumberedRows.Stream(1_050, rowsPerBatch), Directory, new() { Format = format, FileOrder = FileOrder.Sequential });

        var lines = (await ReadAsync()).Single().Value;
        lines.Where(line => line.StartsWith("batch")).Should().Equal([.. Enumerable.Repeat("batch 100", 10), "batch 50"]);
        lines.Where(line => line.StartsWith("group")).Should().Equal("group 300", "group 300", "group 300", "group 150");
        IdsOf(lines).Should().Equal(Enumerable.Range(0, 1_050).Select(id => (long)id));
        (lines[0], lines[^1]).Should().Be(("start", "end 1050"));
        format.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_batch_ends_before_the_row_that_is_too_much_in_bytes([Values(1, 3, 64)] int rowsPerBatch)
    {
        var rowBits = RowBytes.BitsOf(NumberedRows.Batch(first: 1_000, count: 1), 0, 1);
        var format = new BufferingFormat(rowsPerBatch: 1_000, bytesPerBatch: (3 * rowBits / 8) + 1);
        var batches = Enumerable.Range(0, 64 / rowsPerBatch)
            .Select(index => NumberedRows.Batch(first: 1_000 + (index * rowsPerBatch), count: rowsPerBatch));

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(batches), Directory, new() { Format = format, FileOrder = FileOrder.Sequential });

        var lines = (await ReadAsync()).Single().Value;
        lines.Where(line => line.StartsWith("batch")).SkipLast(1).Should().AllBe("batch 3");
        IdsOf(lines).Should().HaveCount((int)result.Rows).And.BeInAscendingOrder();
    }

    [Test]
    public async Task A_row_larger_than_the_limit_is_a_batch_of_its_own()
    {
        var format = new BufferingFormat(bytesPerBatch: 1);

        await DatasetWriter.WriteAsync(
            NumberedRows.Stream(5, rowsPerBatch: 5), Directory, new() { Format = format, FileOrder = FileOrder.Sequential });

        (await ReadAsync()).Single().Value.Where(line => line.StartsWith("batch")).Should().Equal(Enumerable.Repeat("batch 1", 5));
    }

    [Test]
    public async Task A_single_file_without_rows_is_started_and_ended()
    {
        var format = new BufferingFormat();
        var options = new DatasetWriteOptions { Format = format, OutputMode = OutputMode.Single, Schema = NumberedRows.Batch(0, 1).Schema };

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream([]), WriteDestination.In(_store, "one.buf"), options);

        (result.Rows, result.Files.Count).Should().Be((0, 1));
        (await ReadAsync("one.buf")).Single().Value.Should().Equal("start", "end 0");
    }

    [Test]
    public async Task Every_row_is_in_the_file_of_its_partition_also_when_memory_is_short([Values(1, 4)] int threads)
    {
        var format = new BufferingFormat(rowsPerBatch: 1_000, rowsPerGroup: int.MaxValue);
        await using var sink = await DatasetSink.OpenAsync(Directory, new()
        {
            Format = format,
            PartitionBy = ["key"],
            MaxDegreeOfParallelism = threads,
            MemoryBudget = WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), threads, encodesFiles: true),
        });
        foreach (var batch in NumberedRows.Batches(600_000, 8_192, keys: 11))
            await sink.WriteAsync(batch);

        var result = await sink.CommitAsync();

        result.Rows.Should().Be(600_000);
        result.ForcedFlushes.Should().BeGreaterThan(0, "encoders that never end a group hold more than the budget");
        var files = await ReadAsync();
        files.Values.SelectMany(IdsOf).Order().Should().Equal(Enumerable.Range(0, 600_000).Select(id => (long)id));
        foreach (var (path, lines) in files)
            IdsOf(lines).Should().OnlyContain(id => path.Contains($"key=k{id % 11}/")).And.BeInAscendingOrder();

        sink.Memory.HighWater.Should().BeLessThanOrEqualTo(
            WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), threads, encodesFiles: true));
        sink.Memory.Used.Should().Be(0);
        format.Alive.Should().Be(0);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_encoder_that_grows_by_all_that_its_rows_give_back_does_not_stop_the_write(CancellationToken timeout)
    {
        var format = new BufferingFormat(rowsPerBatch: 8_192, rowsPerGroup: int.MaxValue, inflation: 1_000);

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(400_000, 8_192),
            Directory,
            new()
            {
                Format = format,
                MaxDegreeOfParallelism = 2,
                MemoryBudget = WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), 2, encodesFiles: true),
            },
            timeout);

        result.Rows.Should().Be(400_000);
        result.ForcedFlushes.Should().BeGreaterThan(1);
    }

    [Test]
    public async Task A_file_that_keeps_too_much_until_its_end_is_ended_early([Values] bool single)
    {
        const int Rows = 600_000;
        var format = new BufferingFormat(retainedPerRow: 40);

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 8_192), single ? WriteDestination.In(_store, "out.buf") : Directory, new()
        {
            Format = format,
            OutputMode = single ? OutputMode.Single : OutputMode.Directory,
            FileOrder = FileOrder.Sequential,
            MaxDegreeOfParallelism = 2,
            MemoryBudget = WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), 2, encodesFiles: true),
        });

        result.Rows.Should().Be(Rows);
        result.Files.Select(file => file.Path).Should().OnlyHaveUniqueItems();
        if (single)
            result.Files.Should().ContainSingle();
        else
            result.Files.Should().Contain(file => file.CloseReason == FileCloseReason.MemoryPressure);

        (await ReadAsync(single ? "out.buf" : "out/")).Values.SelectMany(IdsOf).Order().Should().Equal(Enumerable.Range(0, Rows).Select(id => (long)id));
    }

    [Test]
    public async Task Files_do_not_depend_on_the_number_of_threads([Values] bool partitioned)
    {
        var alone = await WriteAsync(1);
        for (var repetition = 0; repetition < 3; repetition++)
            (await WriteAsync(4)).Should().BeEquivalentTo(alone);

        async Task<Dictionary<string, string>> WriteAsync(int threads)
        {
            var store = new MemoryObjectStore();
            await DatasetWriter.WriteAsync(NumberedRows.Stream(60_000, 1_500, keys: 17), WriteDestination.In(store, "out/"), new()
            {
                Format = new BufferingFormat(),
                WriteId = "abcdefgh01234567",
                PartitionBy = partitioned ? ["key"] : PartitionSpec.None,
                MaxRowsPerFile = 9_000,
                MaxOpenFiles = 3,
                MaxDegreeOfParallelism = threads,
            });
            return (await ReadAsync(store, "out/")).ToDictionary(file => file.Key, file => string.Join('\n', file.Value));
        }
    }

    [Test]
    public async Task A_failing_encoder_leaves_nothing_and_is_disposed([Values(1, 2, 5, 11)] int call)
    {
        var fault = new InvalidDataException("bad value");
        var format = new BufferingFormat { Fault = (call, fault) };
        var tracked = new TrackedBatches();
        var write = () => DatasetWriter.WriteAsync(
            NumberedRows.Stream(tracked.Batches(10, 100)), Directory, new() { Format = format, FileOrder = FileOrder.Sequential });

        var thrown = (await write.Should().ThrowExactlyAsync<DatasetWriteException>()).Which;

        thrown.InnerException.Should().BeSameAs(fault);
        (thrown.Stage, thrown.File).Should().Be((WriteStage.Serialize, "out/" + Path.GetFileName(thrown.File)));
        (await CsvText.ListAsync(_store)).Should().BeEmpty();
        tracked.Alive.Should().Be(0);
        format.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_whole_file_compression_is_refused()
    {
        var open = () => DatasetSink.OpenAsync(Directory, new() { Format = new BufferingFormat(), Compression = CompressionType.Gzip });

        await open.Should().ThrowAsync<ArgumentException>().WithMessage("*buffering files are compressed inside*gzip*");
    }

    [Test]
    public async Task An_extension_chooses_among_the_formats_that_were_brought()
    {
        await DatasetWriter.WriteAsync(
            NumberedRows.Stream(5, 5), WriteDestination.In(_store, "rows.parquet"), new() { Formats = [new Renamed("parquet")] });
        var unknown = () => DatasetSink.OpenAsync(WriteDestination.In(_store, "other.parquet"));

        (await ReadAsync("rows.parquet")).Single().Value[^1].Should().Be("end 5");
        await unknown.Should().ThrowAsync<ArgumentException>().WithMessage("*parquet*another package*Formats*");
    }

    [Test]
    public async Task A_block_encodes_groups_and_ends_the_file_with_its_completion()
    {
        var schema = NumberedRows.Batch(0, 1).Schema;
        var path = ObjectPath.Parse("one.buf");
        var encode = WriteBlocks.Encode(new BufferingFormat(rowsPerGroup: 20), schema, path);
        await using var writer = ObjectWriter.Create(CompressionType.None, path, _store);
        var write = WriteBlocks.Write(writer);
        encode.LinkTo(write, new() { PropagateCompletion = true });

        await encode.SendAsync([PartitionSlice.Of(NumberedRows.Batch(0, 10), startsFile: true), PartitionSlice.Of(NumberedRows.Batch(10, 10), startsFile: false)]);
        await encode.SendAsync([PartitionSlice.Of(NumberedRows.Batch(20, 5), startsFile: false)]);
        encode.Complete();
        await write.Completion;
        await writer.CompleteAsync();

        var lines = (await ReadAsync("one.buf")).Single().Value;
        lines.Where(line => !char.IsAsciiDigit(line[0])).Should().Equal("start", "group 20", "batch 20", "group 5", "batch 5", "end 25");
    }

    [Test]
    public async Task A_block_whose_encoder_fails_faults_the_next_one()
    {
        var fault = new InvalidDataException("bad value");
        var encode = WriteBlocks.Encode(new BufferingFormat { Fault = (2, fault) }, NumberedRows.Batch(0, 1).Schema, ObjectPath.Parse("one.buf"));
        var last = new ActionBlock<SerializedChunk>(chunk => chunk.Dispose());
        encode.LinkTo(last, new() { PropagateCompletion = true });

        await encode.SendAsync([PartitionSlice.Of(NumberedRows.Batch(0, 10), startsFile: true)]);
        await encode.SendAsync([PartitionSlice.Of(NumberedRows.Batch(10, 10), startsFile: false)]);
        encode.Complete();

        var ended = async () => await last.Completion;
        (await ended.Should().ThrowAsync<AggregateException>()).Which.Flatten().InnerExceptions.Should().Contain(fault);
    }

    private static IEnumerable<long> IdsOf(string[] lines)
        => lines.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => long.Parse(line));

    private Task<Dictionary<string, string[]>> ReadAsync(string prefix = "out/") => ReadAsync(_store, prefix);

    private static async Task<Dictionary<string, string[]>> ReadAsync(MemoryObjectStore store, string prefix)
    {
        var files = new Dictionary<string, string[]>();
        foreach (var path in await CsvText.ListAsync(store))
        {
            if (!path.Value.StartsWith(prefix, StringComparison.Ordinal))
                continue;

            await using var stream = await store.OpenReadAsync(path);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            files.Add(path.Value, (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return files;
    }

    private sealed class Renamed(string name) : StatefulFormat(name, name)
    {
        public override void Validate(Schema writerSchema)
        {
        }

        public override IFileEncoder CreateEncoder(Schema writerSchema, FileEncoderSettings settings)
            => new BufferingFormat().CreateEncoder(writerSchema, settings);
    }
}
