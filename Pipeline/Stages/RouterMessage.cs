namespace DataflowWrite.Stages;

/// <summary>What the router is told: where rows go, or that the demux waits for this many bytes.</summary>
internal readonly record struct RouterMessage(RowSlice? Slice, long BytesWanted) : IDisposable
{
    public static RouterMessage Route(RowSlice slice) => new(slice, 0);

    public static RouterMessage Relieve(long bytes) => new(null, bytes);

    public void Dispose() => Slice?.Dispose();
}
