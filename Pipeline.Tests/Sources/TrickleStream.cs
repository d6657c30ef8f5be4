namespace DataflowWrite.Tests.Sources;

/// <summary>A pipe that gives a few bytes at a time.</summary>
internal sealed class TrickleStream(byte[] bytes, int atOnce = 1) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
}
