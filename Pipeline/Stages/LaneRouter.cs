using System.Collections.Concurrent;
using DataflowWrite.Commit;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>
/// Brings slices to the lanes of their files. A file gets a lane once it has enough rows for a chunk, is full, or the input has ended; until then
/// its rows wait. At most so many lanes are open; one more closes the one that was used least recently. Used by one
/// thread at a time: every decision follows from the order of the slices, save those that memory forces.
/// </summary>
internal sealed class LaneRouter(
    LaneSettings settings,
    Func<PartitionKey, ObjectPath, WholeFile?, Lane> createLane,
    WriteTransaction transaction,
    Func<PartitionKey, long, ObjectPath> pathOf,
    int maxOpenFiles,
    bool goesOnInOtherFiles) : IDisposable
{
    /// <summary>Relief is asked for by the batch; giving this part of the budget at once keeps it rare.</summary>
    private const int ReliefShare = 8;

    private readonly WriteContext _context = settings.Context;
    private readonly Dictionary<long, FileState> _files = [];
    private readonly Dictionary<PartitionKey, long> _fileNumbers = [];
    private readonly SemaphoreSlim _places = new(maxOpenFiles);
    private readonly ConcurrentQueue<PreparedFile> _prepared = [];
    private readonly HashSet<Lane> _uploading = [];
    private int _openLanes;
    private long _bytesOfClosedLanes;
    private long _clock;

    public IReadOnlyCollection<PreparedFile> Prepared => _prepared;

    public async ValueTask HandleAsync(RouterMessage message)
    {
        _clock++;
        if (message.Slice is { } slice)
            await RouteAsync(slice).ConfigureAwait(false);
        else
            await RelieveAsync(message.BytesWanted).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes what still waits and waits for every file to be prepared; after a failure, disposes it and waits for every file to be gone.
    /// </summary>
    /// <param name="emptyFile">Makes the rows of a file that is written although there are none; null where no file is.</param>
    public async Task FinishAsync(Func<RowSlice>? emptyFile)
    {
        await BlockGuard.RunAsync(_context, new(WriteStage.Demux), WriteRestAsync).ConfigureAwait(false);
        foreach (var file in _files.Values)
        {
            file.DiscardWaiting();
            file.Lane?.Complete(FileCloseReason.EndOfInput);
        }

        for (var place = 0; place < maxOpenFiles; place++)
            await _places.WaitAsync().ConfigureAwait(false);

        async ValueTask WriteRestAsync()
        {
            if (emptyFile is not null && _files.Count == 0 && _fileNumbers.Count == 0)
                await RouteAsync(emptyFile()).ConfigureAwait(false);

            foreach (var (ordinal, file) in _files.OrderBy(file => file.Key).ToList())
            {
                await SendWaitingAsync(file, endsFile: true).ConfigureAwait(false);
                Close(ordinal, file, FileCloseReason.EndOfInput);
            }
        }
    }

    public void Dispose() => _places.Dispose();

    private async ValueTask RouteAsync(RowSlice slice)
    {
        if (!_files.TryGetValue(slice.FileOrdinal, out var file))
            _files.Add(slice.FileOrdinal, file = new(slice.Partition));

        file.Number ??= NextNumber(file.Partition);
        file.Wait(slice);
        var hasPlace = file.Lane is not null || _openLanes < maxOpenFiles;
        if (slice.EndsFile || (hasPlace && (file.Lane is not null || file.WaitingBytes >= ChunkLane.ChunkTarget)))
            await SendWaitingAsync(file, endsFile: slice.EndsFile).ConfigureAwait(false);

        if (slice.EndsFile)
            Close(slice.FileOrdinal, file, FileCloseReason.MaxRows);
        else if (file.Lane?.RetainedBytes > 0)
            EndLargestIfRetainingTooMuch();
    }

    /// <param name="file">The file.</param>
    /// <param name="reason">Why another file is closed, if the file needs its place.</param>
    /// <param name="endsFile">Whether they are the last of the file.</param>
    private async ValueTask SendWaitingAsync(
        FileState file, FileCloseReason reason = FileCloseReason.MaxOpenFiles, bool endsFile = false)
    {
        if (file.Waiting.Count == 0)
            return;

        await EndLargestWhileUploadsKeepTooMuchAsync().ConfigureAwait(false);
        if (file.Lane is null)
            await OpenLaneAsync(file, reason, endsFile).ConfigureAwait(false);

        file.LastUsed = _clock;
        await file.SendWaitingAsync().ConfigureAwait(false);
    }

    private async ValueTask OpenLaneAsync(FileState file, FileCloseReason reason, bool isWhole)
    {
        if (_openLanes == maxOpenFiles)
            CloseLeastRecentlyUsed(reason);

        await _places.WaitAsync(_context.Token).ConfigureAwait(false);
        file.Number ??= NextNumber(file.Partition);
        file.Lane = CreateLane(file, isWhole);
        file.Waiting.Peek().StartsFile = true;
        _openLanes++;
        _context.Monitor.FileOpened();
        file.Lane.Ended = FinishLaneAsync(file.Lane);
        if (settings.Memory.Uploads is null)
            return;

        _uploading.RemoveWhere(lane => lane.Ended.IsCompleted);
        _uploading.Add(file.Lane);
    }

    private Lane CreateLane(FileState file, bool isWhole)
    {
        try
        {
            return createLane(
                file.Partition,
                pathOf(file.Partition, file.Number!.Value),
                isWhole ? new(file.WaitingRows, file.WaitingBytes) : null);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Numbers the files of a directory in the order of their first rows.</summary>
    private long NextNumber(PartitionKey partition)
    {
        var number = _fileNumbers.GetValueOrDefault(partition);
        _fileNumbers[partition] = number + 1;
        return number;
    }

    private async Task FinishLaneAsync(Lane lane)
    {
        PreparedFile? prepared = null;
        try
        {
            prepared = await lane.FinishAsync().ConfigureAwait(false);
            if (prepared is not null)
            {
                transaction.Add(prepared.Pending);
                _prepared.Enqueue(prepared);
            }
        }
        catch (Exception exception)
        {
            _context.Fail(new(WriteStage.Prepare, null, null, exception));
        }
        finally
        {
            Interlocked.Add(ref _bytesOfClosedLanes, -lane.BytesAtEnd);
            _context.Monitor.FileClosed(isPrepared: prepared is not null);
            _places.Release();
        }
    }

    /// <summary>
    /// Gives back the bytes that the demux waits for: rows that wait and what open encoders buffer, the largest first. What is on its
    /// way already counts, so that a slow store does not empty encoder after encoder.
    /// </summary>
    private async ValueTask RelieveAsync(long bytesWanted)
    {
        var wanted = Math.Max(bytesWanted, settings.Memory.Rows.Capacity / ReliefShare)
            - Interlocked.Read(ref _bytesOfClosedLanes) - _files.Values.Sum(file => file.Lane?.BytesBeingFlushed ?? 0);
        foreach (var file in _files.Values.Where(file => file.ReliefBytes > 0).OrderByDescending(file => file.ReliefBytes).ToList())
        {
            if (wanted <= 0)
                break;

            wanted -= file.ReliefBytes;
            _context.Monitor.FlushForced(file.ReliefBytes);
            await SendWaitingAsync(file, FileCloseReason.MemoryPressure).ConfigureAwait(false);
            file.Lane?.Flush();
        }

        foreach (var file in _files.Values)
            file.Lane?.FlushWaiting();
    }

    /// <summary>A single file cannot go on in another one, and keeps what it has to keep.</summary>
    private void EndLargestIfRetainingTooMuch()
    {
        var capacity = settings.Memory.PartialFrames.Capacity;
        if (!goesOnInOtherFiles || settings.Memory.PartialFrames.Used <= capacity
            || _files.Values.Sum(file => file.Lane?.RetainedBytes ?? 0) <= capacity)
            return;

        var largest = _files.Values.Where(file => file.Lane is not null).MaxBy(file => file.Lane!.RetainedBytes)!;
        _context.Monitor.FlushForced(largest.Lane!.RetainedBytes);
        CloseLane(largest, FileCloseReason.MemoryPressure);
    }

    /// <summary>
    /// Files that have ended give back what their uploads keep as fast as the store takes it, and so are waited for; of the others the largest ends. An upload
    /// keeps no more than this part of the budget by itself.
    /// </summary>
    private async ValueTask EndLargestWhileUploadsKeepTooMuchAsync()
    {
        while (settings.Memory.Uploads is { } uploads && uploads.Used > uploads.Capacity)
        {
            _uploading.RemoveWhere(lane => lane.Ended.IsCompleted);
            foreach (var lane in _uploading)
                lane.ChargeUpload();

            if (uploads.Used <= uploads.Capacity)
                return;

            var open = _files.Values.Where(file => file.Lane is not null).ToDictionary(file => file.Lane!);
            var ending = _uploading.Where(lane => !open.ContainsKey(lane)).Select(lane => lane.Ended).ToList();
            if (ending.Count > 0)
            {
                await Task.WhenAny(ending).WaitAsync(_context.Token).ConfigureAwait(false);
                continue;
            }

            if (!goesOnInOtherFiles || open.Keys.MaxBy(lane => lane.UploadBytes) is not { UploadBytes: > 0 } largest)
                return;

            _context.Monitor.FlushForced(largest.UploadBytes);
            CloseLane(open[largest], FileCloseReason.MemoryPressure);
        }
    }

    private void CloseLeastRecentlyUsed(FileCloseReason reason)
        => CloseLane(_files.Values.Where(file => file.Lane is not null).MinBy(file => file.LastUsed)!, reason);

    private void Close(long ordinal, FileState file, FileCloseReason reason)
    {
        _files.Remove(ordinal);
        CloseLane(file, reason);
    }

    private void CloseLane(FileState file, FileCloseReason reason)
    {
        if (file.Lane is null)
            return;

        file.Lane.BytesAtEnd = file.Lane.HeldBytes;
        Interlocked.Add(ref _bytesOfClosedLanes, file.Lane.BytesAtEnd);
        file.Lane.Complete(reason);
        file.Lane = null;
        file.Number = null;
        _openLanes--;
    }
}
