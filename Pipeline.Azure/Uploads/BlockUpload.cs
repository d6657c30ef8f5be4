using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>
/// Bytes on their way into a blob: they fill a block, full blocks are staged in the background, several at once, and a write waits only
/// while too many are. The blocks are invisible until their list is committed.
/// </summary>
internal sealed class BlockUpload(BlockStager stager, BlockToken start, AzureBlobStoreOptions options, long? maxBufferedBytes = null) : IObjectUpload
{
    private const int LeastCapacity = 64 << 10;

    // Beside those in flight one block fills.
    private readonly int _blocksInFlight = BlocksInFlight(options, maxBufferedBytes);

    // The caller's alone.
    private PooledBufferWriter _block = new();
    private int _blockSize = options.BlockSize;
    private int _blocks;
    private long _size;
    private bool _failed;
    private bool _prepared;
    private bool _disposed;

    // Shared with the blocks in flight.
    private readonly SemaphoreSlim _places = new(BlocksInFlight(options, maxBufferedBytes));
    private readonly CancellationTokenSource _stop = new();
    private volatile ExceptionDispatchInfo? _failure;
    private long _buffered;

    public ObjectPath Path => start.Path;

    public long BufferedBytes => Interlocked.Read(ref _buffered);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            while (!content.IsEmpty)
            {
                var count = Math.Min(content.Length, _blockSize - _block.WrittenCount);
                Append(content.Span[..count]);
                content = content[count..];
                if (_block.WrittenCount == _blockSize)
                    await SendBlockAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    public async ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        var size = _size;
        try
        {
            if (size == 0)
                Append([0]);
            if (_block.WrittenCount > 0)
                await SendBlockAsync(cancellationToken).ConfigureAwait(false);

            await DrainAsync(cancellationToken).ConfigureAwait(false);
            _failure?.Throw();
        }
        catch
        {
            _failed = true;
            throw;
        }

        _prepared = true;
        return (start with { Blocks = _blocks, Size = size }).ToPending();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        if (!_prepared)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await DrainAsync(CancellationToken.None).ConfigureAwait(false);
        }

        Interlocked.Add(ref _buffered, -_block.WrittenCount);
        _block.Dispose();
        _stop.Dispose();
    }

    private static int BlocksInFlight(AzureBlobStoreOptions options, long? maxBufferedBytes)
        => maxBufferedBytes is { } most ? (int)Math.Clamp((most / options.BlockSize) - 1, 1, options.BlocksInFlight) : options.BlocksInFlight;

    private void Append(ReadOnlySpan<byte> content)
    {
        content.CopyTo(_block.GetSpan(Math.Max(content.Length, Math.Min(LeastCapacity, _blockSize) - _block.WrittenCount)));
        _block.Advance(content.Length);
        _size += content.Length;
        Interlocked.Add(ref _buffered, content.Length);
    }

    private async Task SendBlockAsync(CancellationToken cancellationToken)
    {
        _failure?.Throw();
        if (_blocks == BlockSizes.MaxBlocks)
            throw stager.TooManyBlocks(Path, _size);

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (block, number) = (_block, _blocks++);
        (_block, _blockSize) = (new(), BlockSizes.At(_blocks, options.BlockSize));

        // On the pool, since the checksum is computed before the first await.
        _ = Task.Run(() => StageAsync(block, number), CancellationToken.None);
    }

    private async Task StageAsync(PooledBufferWriter block, int number)
    {
        var count = block.WrittenCount;
        try
        {
            MemoryMarshal.TryGetArray(block.WrittenMemory, out var bytes);
            await stager.StageAsync(Path, BlockIds.Make(start.Mark, number), bytes, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The others of this upload are for nothing now; the first failure is the one that is told.
            if (Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null) is null)
                await _stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            block.Dispose();
            Interlocked.Add(ref _buffered, -count);
            _places.Release();
        }
    }

    /// <summary>Waits until no block is in flight. A wait that is cancelled gives back the places that it has taken.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        try
        {
            for (; taken < _blocksInFlight; taken++)
                await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (taken > 0)
                _places.Release(taken);
        }
    }

    private void ThrowIfUnusable()
    {
        if (_prepared)
            throw new InvalidOperationException($"The upload of '{Path}' is prepared already.");

        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failed)
            throw new InvalidOperationException($"The upload of '{Path}' has failed; dispose it and start another one.");
    }
}
