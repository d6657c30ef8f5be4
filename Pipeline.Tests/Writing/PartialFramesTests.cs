using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

public sealed class PartialFramesTests
{
    private const int Threads = 2;
    private const int Keys = 60;
    private const int RowsPerBatch = 4_000;
    private const int Batches = 40;

    [Test]
    public async Task No_more_files_are_open_than_their_unfinished_frames_have_room_for(
        [Values(CompressionType.Gzip, CompressionType.Zstd, CompressionType.Bzip2, CompressionType.Xz)] CompressionType compression)
    {
        var budget = WriteMemory.Minimum(CompressionCodec.For(compression), Threads);
        await using var sink = await DatasetSink.OpenAsync(WriteDestination.In(new MemoryObjectStore(), "out/"), new()
        {
            PartitionBy = ["key"],
            Compression = compression,
            CompressionLevel = 1,
            MemoryBudget = budget,
            MaxDegreeOfParallelism = Threads,
            MaxOpenFiles = 2 * Keys,
        });

        for (var number = 0; number < Batches; number++)
            await sink.WriteAsync(Batch(number));

        var result = await sink.CommitAsync();

        result.Rows.Should().Be(Batches * RowsPerBatch);
        sink.Memory.PartialFrames.HighWater.Should().BeLessThanOrEqualTo(sink.Memory.PartialFrames.Capacity);
        sink.Memory.HighWater.Should().BeLessThanOrEqualTo(budget);
        sink.Memory.Used.Should().Be(0);
    }

    private static RecordBatch Batch(int number)
    {
        var first = (long)number * RowsPerBatch;
        return ArrowValues.Batch(
            ("id", ArrowValues.Int64([.. Enumerable.Range(0, RowsPerBatch).Select(row => (long?)(first + row))])),
            ("key", ArrowValues.Utf8([.. Enumerable.Range(0, RowsPerBatch).Select(row => NumberedRows.KeyOf(row, Keys))])),
            ("text", ArrowValues.Utf8([.. Enumerable.Repeat(new string('x', 400), RowsPerBatch)])));
    }
}
