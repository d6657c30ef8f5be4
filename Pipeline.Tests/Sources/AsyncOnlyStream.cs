namespace DataflowWrite.Tests.Sources;

/// <summary>A pipe that gives a few bytes at a time, and to asynchronous reads only.</summary>
internal sealed class AsyncOnlyStream(byte[] bytes, int atOnce) : MemoryStream
{
    private int _position;

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(atOnce, buffer.Length), bytes.Length - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return new(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();
}
