using Apache.Arrow;
using DataflowWrite.Cli;
using DataflowWrite.Columns;
using DataflowWrite.Compression;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>Memory stays under the budget, whatever the number of partitions; the rows are many times as large.</summary>
public sealed class MemoryTests
{
    private const int Threads = 2;
    private const int Batches = 120;
    private const int RowsPerBatch = 4096;
    private const int TextLength = 200;

    /// <summary>A batch in the hand of the demux and its copy are not charged twice.</summary>
    private const long OneBatch = RowsPerBatch * (TextLength + 64L);

    [Test]
    public async Task Rows_and_serialized_bytes_stay_under_the_budget(
        [Values(1, 20, 3_000)] int keys,
        [Values(CompressionType.None, CompressionType.Gzip, CompressionType.Zstd, CompressionType.Lz4)] CompressionType compression)
    {
        var budget = WriteMemory.Minimum(CompressionCodec.For(compression), Threads);
        var store = new DryRunStore(new MemoryObjectStore());
        var mostGathered = 0L;
        var before = ColumnMemory.LiveBytes;
        await using var sink = await DatasetSink.OpenAsync(WriteDestination.In(store, "out/"), new()
        {
            PartitionBy = ["key"],
            Compression = compression,
            CompressionLevel = compression == CompressionType.None ? null : 1,
            MemoryBudget = budget,
            MaxDegreeOfParallelism = Threads,
            MaxOpenFiles = 16,
            StageProbe = _ => mostGathered = Math.Max(mostGathered, ColumnMemory.LiveBytes - before),
        });

        for (var number = 0; number < Batches; number++)
            await sink.WriteAsync(Batch(number, keys));

        var result = await sink.CommitAsync();

        result.Rows.Should().Be(Batches * RowsPerBatch);
        (result.ForcedFlushes > 0).Should().Be(keys > 1, "many partitions cannot all wait in the smallest budget that works");
        result.Bytes.Should().BeGreaterThan(0);
        TestContext.Out.WriteLine(
            $"{sink.Memory.HighWater:N0} of {budget:N0}: rows {sink.Memory.Rows.HighWater:N0}, partial frames {sink.Memory.PartialFrames.HighWater:N0}, "
            + $"output {sink.Memory.Output.HighWater:N0}, gathered {mostGathered:N0}, files {result.Files.Count}");
        sink.Memory.HighWater.Should().BeLessThanOrEqualTo(budget);
        mostGathered.Should().BeLessThan(sink.Memory.Rows.Capacity + OneBatch);
        sink.Memory.Used.Should().Be(0, "everything is given back");
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public async Task A_batch_larger_than_the_budget_is_cut_and_written()
    {
        var store = new MemoryObjectStore();
        var batch = NumberedRows.Batch(first: 0, count: 300_000);

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream([batch]), WriteDestination.In(store, "all.csv"), new() { MemoryBudget = WriteMemory.Minimum(CompressionCodec.For(CompressionType.None), Environment.ProcessorCount) });

        result.Rows.Should().Be(300_000);
        (await CsvText.ReadIdsAsync(store, ObjectPath.Parse("all.csv"))).Should().BeInAscendingOrder().And.HaveCount(300_000);
    }

    [Test]
    public async Task A_budget_below_the_smallest_that_works_is_refused()
    {
        var open = () => DatasetSink.OpenAsync(WriteDestination.In(new MemoryObjectStore(), "out/"), new() { MemoryBudget = 1000 });

        await open.Should().ThrowAsync<ArgumentException>().WithMessage("*MemoryBudget*1,000 bytes*smallest*");
    }

    private static RecordBatch Batch(int number, int keys)
    {
        var random = new Random(number);
        var text = new string('x', TextLength);
        return ArrowValues.Batch(
            ("id", ArrowValues.Int64([.. Enumerable.Range(0, RowsPerBatch).Select(row => (long?)(((long)number * RowsPerBatch) + row))])),
            ("key", ArrowValues.Utf8([.. Enumerable.Range(0, RowsPerBatch).Select(_ => $"k{random.Next(keys)}")])),
            ("text", ArrowValues.Utf8([.. Enumerable.Repeat(text, RowsPerBatch)])));
    }
}
