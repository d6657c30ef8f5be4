namespace DataflowWrite;

/// <summary>The open form of a write.</summary>
public sealed class DatasetSink
{
    /// <summary>Commits.</summary>
    public Task<WriteResult> CommitAsync() => throw new NotSupportedException();
}
