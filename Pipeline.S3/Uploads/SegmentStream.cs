namespace DataflowWrite.S3.Uploads;

/// <summary>
/// Reads bytes that lie in several pieces. Seekable, since the client goes back to the start when it tries again by itself. A client may still read
/// after its request was given up; <see cref="Detach"/> makes sure that it never sees memory that is somebody else's by then.
/// </summary>
internal sealed class SegmentStream : Stream
{
    private readonly Lock _lock = new();
    private ReadOnlyMemory<byte>[]? _segments;
    private int _segment;
    private int _offset;
    private long _position;

    public SegmentStream(params ReadOnlyMemory<byte>[] segments)
    {
        _segments = segments;
        foreach (var segment in segments)
            Length += segment.Length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>No byte is read from now on, and none is being read when this has returned.</summary>
    public void Detach()
    {
        lock (_lock)
            _segments = null;
    }

    public override int Read(Span<byte> buffer)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_segments is null, this);
            var total = 0;
            while (total < buffer.Length && _segment < _segments.Length)
            {
                var rest = _segments[_segment].Span[_offset..];
                var count = Math.Min(rest.Length, buffer.Length - total);
                rest[..count].CopyTo(buffer[total..]);
                total += count;
                _offset += count;
                if (count == rest.Length)
                    (_segment, _offset) = (_segment + 1, 0);
            }

            _position += total;
            return total;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => Length + offset,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target, Length, nameof(offset));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_segments is null, this);
            (_position, _segment) = (target, 0);
            while (_segment < _segments.Length && target >= _segments[_segment].Length)
                target -= _segments[_segment++].Length;

            _offset = (int)target;
        }

        return _position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
