namespace DataflowWrite.Sources;

/// <summary>
/// A stream that cannot seek, such as a pipe: what a sample reads of it is kept and read again once. A cancelled read
/// returns at once, although the read below it may stay blocked; it then writes into a buffer that nobody else owns.
/// </summary>
internal sealed class ReplayStream(Stream inner, bool record) : Stream
{
    private const int ChunkSize = 1 << 16;

    private readonly MemoryStream _recorded = new();
    private byte[] _chunk = new byte[ChunkSize];
    private int _chunkStart;
    private int _chunkEnd;
    private bool _recording = record;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Ends the recording: what was recorded, which is all that was taken from the pipe, comes again, then the rest.
    /// </summary>
    public void Rewind()
    {
        _recording = false;
        _chunkStart = _chunkEnd;
        _recorded.Position = 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_recording && _recorded.Position < _recorded.Length)
            return _recorded.Read(buffer.Span);

        if (_chunkStart == _chunkEnd)
        {
            _chunkStart = _chunkEnd = 0;
            var read = inner.ReadAsync(_chunk, cancellationToken).AsTask();
            try
            {
                _chunkEnd = await read.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!read.IsCompleted)
            {
                _chunk = [];
                throw;
            }

            if (_recording)
                _recorded.Write(_chunk.AsSpan(0, _chunkEnd));
        }

        var count = Math.Min(buffer.Length, _chunkEnd - _chunkStart);
        _chunk.AsMemory(_chunkStart, count).CopyTo(buffer);
        _chunkStart += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask DisposeAsync()
    {
        Dispose(true);
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_recording)
            inner.Dispose();

        base.Dispose(disposing);
    }
}
