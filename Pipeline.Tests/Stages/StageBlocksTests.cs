using System.Threading.Tasks.Dataflow;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

public sealed class StageBlocksTests
{
    [Test]
    public async Task Serialized_bytes_are_charged_at_their_size_and_no_longer_as_expected()
    {
        const int bytes = 100_000;
        var output = new ByteBudget(1 << 20);
        using var context = QuietContext.OfSink();
        var serialize = StageBlocks.Serialize<RowSlice>(context, new ManyBytes(bytes), new Workers(1), output, new(), new());
        var slice = PartitionSlice.Of(NumberedRows.Batch(0, 1), startsFile: true);
        slice.OutputCharge = output.Charge(10);
        serialize.Post([slice]).Should().BeTrue();

        var chunk = await serialize.ReceiveAsync();

        chunk.Bytes.Length.Should().Be(bytes);
        output.Used.Should().BeInRange(bytes, 2 * bytes, "the chunk holds a pooled buffer");
        chunk.Dispose();
        output.Used.Should().Be(0);
    }

    private sealed class ManyBytes(int count) : ISliceSerializer
    {
        public ValueTask AppendAsync(RowSlice slice, PooledBufferWriter output, CancellationToken cancellationToken)
        {
            output.GetSpan(count)[..count].Fill((byte)'x');
            output.Advance(count);
            return ValueTask.CompletedTask;
        }
    }
}
