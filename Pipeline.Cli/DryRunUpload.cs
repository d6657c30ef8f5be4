using DataflowWrite.Storage;

namespace DataflowWrite.Cli;

/// <summary>Counts bytes.</summary>
internal sealed class DryRunUpload(ObjectPath path) : IObjectUpload
{
    private long _size;

    public ObjectPath Path => path;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _size += content.Length;
        return ValueTask.CompletedTask;
    }

    public ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
        => ValueTask.FromResult(new PendingObject(path, _size, new Dictionary<string, string>()));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
