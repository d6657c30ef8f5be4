namespace DataflowWrite.Tests.Support;

/// <summary>A clock by which no progress report is held back.</summary>
internal sealed class EachCallIsLater : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _now);
}
