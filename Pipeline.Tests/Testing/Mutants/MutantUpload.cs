using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>An upload, some of whose calls are replaced.</summary>
internal sealed class MutantUpload(IObjectUpload inner) : IObjectUpload
{
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> Write { get; init; } = inner.WriteAsync;

    public Func<CancellationToken, ValueTask<PendingObject>> Prepare { get; init; } = inner.PrepareAsync;

    public Func<ValueTask> Dispose { get; init; } = inner.DisposeAsync;

    public Func<long> Buffered { get; init; } = () => inner.BufferedBytes;

    public ObjectPath Path => inner.Path;

    public long BufferedBytes => Buffered();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => Write(content, cancellationToken);

    public ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default) => Prepare(cancellationToken);

    public ValueTask DisposeAsync() => Dispose();
}
