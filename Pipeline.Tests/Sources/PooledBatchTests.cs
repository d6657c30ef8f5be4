using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class PooledBatchTests
{
    private const int RowsPerBatch = 20_000;

    [Test]
    public async Task Batches_that_are_disposed_lend_their_memory_to_the_next_ones()
    {
        var source = await OpenAsync(100 * RowsPerBatch);
        var (batches, before) = (0, GC.GetTotalAllocatedBytes(precise: true));
        await foreach (var batch in source.ReadAsync())
        {
            batch.Dispose();
            batches++;
        }

        batches.Should().Be(100);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        allocated.Should().BeLessThan(100L * RowsPerBatch * sizeof(long) / 4);
    }

    [Test]
    public async Task A_shared_slice_keeps_the_memory_that_it_reads()
    {
        var slices = new List<RecordBatch>();
        await foreach (var batch in (await OpenAsync(4 * RowsPerBatch)).ReadAsync())
        {
            slices.Add(batch.SliceShared(1, 2));
            batch.Dispose();
            batch.Dispose();
        }

        slices.SelectMany(slice => ((Int64Array)slice.Column(0)).Values.ToArray())
            .Should().Equal(Enumerable.Range(0, 4).SelectMany(i => new long[] { (i * RowsPerBatch) + 1, (i * RowsPerBatch) + 2 }));
        slices.ForEach(slice => slice.Dispose());
    }

    [Test]
    public async Task Two_disposals_give_an_array_back_once()
    {
        await foreach (var batch in (await OpenAsync(RowsPerBatch)).ReadAsync())
        {
            MemoryMarshal.TryGetArray(((Int64Array)batch.Column(0)).ValueBuffer.Memory, out var segment).Should().BeTrue();
            batch.Dispose();
            batch.Dispose();
            var (first, second) = (ArrayPool<byte>.Shared.Rent(segment.Array!.Length), ArrayPool<byte>.Shared.Rent(segment.Array.Length));
            first.Should().NotBeSameAs(second);
        }
    }

    private static async Task<FileSource> OpenAsync(int rows)
    {
        var text = new StringBuilder("n\n");
        for (var row = 0; row < rows; row++)
            text.Append(row).Append('\n');

        return await InputFormat.Csv().OpenAsync([SourceText.File(text.ToString())], new() { BatchSize = RowsPerBatch });
    }
}
