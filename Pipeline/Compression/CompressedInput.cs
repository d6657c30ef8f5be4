using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>A window on the compressed bytes of a stream. One owner at a time; disposing disposes the stream.</summary>
internal sealed class CompressedInput(Stream source) : IDisposable, IAsyncDisposable
{
    /// <summary>What an asynchronous read fetches in advance, so that the decoder hardly ever reads synchronously.</summary>
    public const int Ahead = Capacity / 2;

    private const int Capacity = 128 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Bytes consumed so far.</summary>
    public long Offset { get; private set; }

    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    public void Advance(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Reads until that many bytes are available; false when the source ends before.</summary>
    public bool Require(int count)
    {
        while (_end - _start < count)
        {
            MakeRoom(count);
            if (!Took(_ended ? 0 : source.Read(_buffer.AsSpan(_end))))
                return false;
        }

        return true;
    }

    /// <summary>Reads until that many bytes are available, or the source has ended.</summary>
    public async ValueTask FetchAsync(CancellationToken cancellationToken, int ahead = Ahead)
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, typeof(Stream));
        while (_end - _start < ahead && !_ended)
        {
            MakeRoom(ahead);
            Took(await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false));
        }
    }

    public void Dispose()
    {
        Release();
        source.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Release();
        return source.DisposeAsync();
    }

    private bool Took(int count)
    {
        _end += count;
        _ended |= count == 0;
        return count > 0;
    }

    private void MakeRoom(int count)
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, typeof(Stream));
        if (count > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(count);
            Available.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            Available.CopyTo(_buffer);
        }

        _end -= _start;
        _start = 0;
    }

    private void Release()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);

        _buffer = [];
        _start = _end = 0;
        _ended = true;
    }
}
