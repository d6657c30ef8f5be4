namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>A beginning, the same bytes many times, and an end: a large input that takes no memory.</summary>
internal sealed class RepeatedStream(byte[] beginning, byte[] repeated, int repeats, byte[] end) : MemoryStream(beginning, writable: false)
{
    private byte[] _current = beginning;
    private int _position;
    private int _parts;

    /// <summary>The bytes that somebody has taken.</summary>
    public long Served { get; private set; }

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _current.Length)
        {
            if (++_parts > repeats + 1)
                return new(0);

            (_current, _position) = (_parts > repeats ? end : repeated, 0);
        }

        var count = Math.Min(buffer.Length, _current.Length - _position);
        _current.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        Served += count;
        return new(count);
    }
}
