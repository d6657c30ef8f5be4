namespace DataflowWrite.Storage;

/// <summary>
/// How many requests may run at once: halved by throttling, one more after as many successes as the number is. A plain state machine; its owner
/// keeps threads apart.
/// </summary>
internal sealed class ConcurrencyLimit
{
    private readonly int _max;
    private int _successes;
    private int _started;
    private int _halvedAt;

    public ConcurrencyLimit(int max) => Current = _max = max;

    public int Current { get; private set; }

    /// <summary>A request starts; the number tells later whether it had started before the last halving.</summary>
    public int Start() => ++_started;

    public void Succeeded()
    {
        if (Current < _max && ++_successes >= Current)
            (Current, _successes) = (Current + 1, 0);
    }

    /// <summary>Requests that were under way when the number was halved say nothing about the new number.</summary>
    public void Throttled(int started)
    {
        if (started - _halvedAt <= 0)
            return;

        (Current, _successes, _halvedAt) = (Math.Max(1, Current / 2), 0, _started);
    }
}
