namespace DataflowWrite.Tests.Sources;

/// <summary>A pipe whose writer neither writes nor goes away; a read of it cannot be cancelled.</summary>
internal sealed class SilentStream : MemoryStream
{
    private readonly TaskCompletionSource _asked = new();

    public Task Asked => _asked.Task;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        await new TaskCompletionSource().Task;
        return 0;
    }
}
