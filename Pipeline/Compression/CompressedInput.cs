using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>A window on the compressed bytes of a stream. One owner at a time; disposing disposes the stream.</summary>
internal sealed class CompressedInput(Stream source) : IDisposable, IAsyncDisposable
{
    /// <summary>What an asynchronous read fetches before it decodes, where the format asks for no more.</summary>
    public const int Ahead = Capacity / 2;

    public const int Capacity = 128 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>
    /// Whether <see cref="Require"/> may read, and so block. Not in an asynchronous read, which fetches before each step all that it can
    /// ask for: the source may be a pipe.
    /// </summary>
    public bool MayRead { get; set; } = true;

    /// <summary>Bytes consumed so far.</summary>
    public long Offset { get; private set; }

    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    public void Advance(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Reads until that many bytes are available; false when the source ends before.</summary>
    /// <exception cref="InvalidDataException">More is asked for than the format needs, and nothing may be read now.</exception>
    public bool Require(int count)
    {
        while (_end - _start < count)
        {
            if (_ended)
                return false;

            if (!MayRead)
                throw new InvalidDataException($"The compressed data is corrupt near byte {Offset}: its parts are larger than the format allows. Get the file again.");

            MakeRoom(count);
            Took(source.Read(_buffer.AsSpan(_end)));
        }

        return true;
    }

    /// <summary>Reads until that many bytes are available, or the source has ended; <see cref="Require"/> reads no more then.</summary>
    public async ValueTask FetchAsync(CancellationToken cancellationToken, int ahead = Ahead)
    {
        MayRead = false;
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

    private void Took(int count)
    {
        _end += count;
        _ended |= count == 0;
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
