using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>The parts of one upload that are on their way, and what became of the others. Used by one caller at a time, but for <see cref="Bytes"/>.</summary>
internal sealed class PartQueue(S3Transport transport, ObjectPath path, long? maxBufferedBytes)
{
    private const int BytesFactor = 4;

    private readonly List<Task> _inFlight = [];
    private readonly List<SentPart> _sent = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly int _maxParts = transport.Options.PartsInFlight;
    private readonly long _maxBytes = BytesFactor * transport.Options.PartsInFlight * transport.Options.PartSize;

    /// <summary>Of the parts on their way and the next one, which fills meanwhile and is as large as the last.</summary>
    private readonly long _maxBufferedBytes = maxBufferedBytes ?? long.MaxValue;

    private long _bytes;

    /// <summary>Bytes on their way. Any thread may ask.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Parts so far, those on their way included.</summary>
    public int Count => _sent.Count;

    /// <summary>The parts from number 1 on, once all have arrived.</summary>
    public IReadOnlyList<SentPart> Sent => _sent;

    /// <summary>Ends when the queue is stopped.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Waits for a place, and sends a part in the background; the queue owns it from then on.</summary>
    /// <exception cref="IOException">An earlier part failed.</exception>
    public async ValueTask AddAsync(string uploadId, PartBuffer part, CancellationToken cancellationToken)
    {
        while (_inFlight.Count >= _maxParts || (_inFlight.Count > 0 && IsTooMuch(part.Length)))
            await TakeOneAsync(cancellationToken).ConfigureAwait(false);

        _sent.Add(default);
        Interlocked.Add(ref _bytes, part.Length);
        _inFlight.Add(SendAsync(uploadId, _sent.Count, part));
    }

    /// <summary>Waits until all parts have arrived.</summary>
    /// <exception cref="IOException">A part failed.</exception>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        while (_inFlight.Count > 0)
            await TakeOneAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up what is on its way, and waits until nothing is.</summary>
    public async ValueTask StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_inFlight).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _inFlight.Clear();
    }

    private bool IsTooMuch(long next) => Bytes + next > _maxBytes || Bytes + (2 * next) > _maxBufferedBytes;

    private async ValueTask TakeOneAsync(CancellationToken cancellationToken)
    {
        var ended = await Task.WhenAny(_inFlight).WaitAsync(cancellationToken).ConfigureAwait(false);
        _inFlight.Remove(ended);
        await ended.ConfigureAwait(false);
    }

    private async Task SendAsync(string uploadId, int number, PartBuffer part)
    {
        var length = part.Length;
        try
        {
            var sent = await transport.SendAsync(path, uploadId, number, part, _stop.Token).ConfigureAwait(false);
            lock (_sent)
                _sent[number - 1] = sent;
        }
        finally
        {
            part.Dispose();
            Interlocked.Add(ref _bytes, -length);
        }
    }
}
