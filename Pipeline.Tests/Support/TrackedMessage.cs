namespace DataflowWrite.Tests.Support;

/// <summary>A message that knows how often it was disposed.</summary>
internal sealed class TrackedMessage(int value) : IDisposable
{
    public int Value { get; } = value;

    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}
