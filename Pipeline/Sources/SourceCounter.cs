namespace DataflowWrite.Sources;

/// <summary>Stored bytes read so far: added to by the reader, looked at by anyone.</summary>
internal sealed class SourceCounter
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
