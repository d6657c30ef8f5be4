using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>A CSV serializer, some of whose calls are replaced.</summary>
internal sealed class MutantSerializer(IBatchSerializer inner) : IBatchSerializer
{
    public Action<RecordBatch, bool, IBufferWriter<byte>> Append { get; init; } = inner.Serialize;

    public Func<RecordBatch, bool, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> AppendAsync { get; init; } = inner.SerializeAsync;

    public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output) => Append(batch, initial, output);

    public ValueTask<ReadOnlyMemory<byte>> SerializeAsync(RecordBatch batch, bool initial, CancellationToken cancellationToken = default)
        => AppendAsync(batch, initial, cancellationToken);
}
