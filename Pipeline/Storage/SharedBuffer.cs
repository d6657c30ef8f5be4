using System.Buffers;

namespace DataflowWrite.Storage;

/// <summary>
/// A growing buffer with several handles on the same bytes: an encoder writes through one, and whoever uploads drains another.
/// They take turns; two calls at once are a programming error and throw <see cref="InvalidOperationException"/>. Disposing the last
/// handle frees the bytes.
/// </summary>
public sealed class SharedBuffer : IBufferWriter<byte>, IDisposable
{
    private readonly SharedBufferCore _core;
    private bool _disposed;

    /// <summary>A buffer that can take so many bytes before it grows for the first time.</summary>
    public SharedBuffer(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _core = new(capacity);
    }

    private SharedBuffer(SharedBufferCore core) => _core = core;

    /// <summary>Bytes that are written and not drained.</summary>
    public int WrittenCount => WrittenMemory.Length;

    /// <summary>The bytes that are written and not drained; valid until the next call that writes or drains.</summary>
    public ReadOnlyMemory<byte> WrittenMemory
    {
        get
        {
            using var turn = Enter();
            return _core.Buffer.WrittenMemory;
        }
    }

    /// <summary>A second handle on the same bytes, to be disposed like the first.</summary>
    public SharedBuffer Share()
    {
        using var turn = Enter();
        _core.Handles++;
        return new(_core);
    }

    /// <summary>A stream that appends to this buffer. Disposing it leaves the buffer as it is.</summary>
    public Stream AsStream() => new SharedBufferStream(this);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        using var turn = Enter();
        _core.Buffer.Advance(count);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        using var turn = Enter();
        return _core.Buffer.GetMemory(sizeHint);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        using var turn = Enter();
        return _core.Buffer.GetSpan(sizeHint);
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        using var turn = Enter();
        _core.Buffer.Write(bytes);
    }

    /// <summary>
    /// Hands the written bytes to a consumer and forgets them once it has ended; after a failure they are still there. No other
    /// call may come in between.
    /// </summary>
    public async ValueTask DrainAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> consumer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        using var turn = Enter();
        await consumer(_core.Buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _core.Buffer.Clear();
    }

    /// <summary>Returns a copy of the written bytes and forgets them.</summary>
    public byte[] Drain()
    {
        using var turn = Enter();
        var bytes = _core.Buffer.WrittenSpan.ToArray();
        _core.Buffer.Clear();
        return bytes;
    }

    /// <summary>Gives up this handle.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;

        using var turn = _core.Enter();
        _disposed = true;
        if (--_core.Handles == 0)
            _core.Buffer.Dispose();
    }

    private SharedBufferCore.Turn Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _core.Enter();
    }
}
