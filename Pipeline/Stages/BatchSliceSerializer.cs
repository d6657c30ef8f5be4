using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>Serializes record batches in the form that their serializer implements.</summary>
internal sealed class BatchSliceSerializer(IBatchSerializer serializer) : ISliceSerializer
{
    private readonly bool _isAsync = OverridesAsyncForm(serializer);

    public async ValueTask AppendAsync(RowSlice slice, PooledBufferWriter output, CancellationToken cancellationToken)
    {
        var batch = ((PartitionSlice)slice).Batch;
        if (!_isAsync)
        {
            serializer.Serialize(batch, slice.StartsFile, output);
            return;
        }

        var bytes = await serializer.SerializeAsync(batch, slice.StartsFile, cancellationToken).ConfigureAwait(false);
        output.Write(bytes.Span);
    }

    private static bool OverridesAsyncForm(IBatchSerializer serializer)
    {
        Func<RecordBatch, bool, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> form = serializer.SerializeAsync;
        return form.Method.DeclaringType != typeof(IBatchSerializer);
    }
}
