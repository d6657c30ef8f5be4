namespace DataflowWrite.Storage;

/// <summary>How long to wait before the next attempt: doubled each time, half of it at random. No clock and no task: a plain rule.</summary>
/// <param name="baseDelay">The longest wait after the first failure.</param>
/// <param name="maxDelay">The longest wait of all.</param>
internal sealed class Backoff(TimeSpan baseDelay, TimeSpan maxDelay)
{
    private const int MaxDoublings = 30;

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the store asked for; never waited less, unless it is above the longest wait.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Delay(int attempt, TimeSpan? retryAfter, double random)
    {
        var exponential = baseDelay * Math.Pow(2, Math.Min(attempt - 1, MaxDoublings));
        var jittered = Min(exponential, maxDelay) * (0.5 + (random / 2));
        return retryAfter is { } asked && asked > jittered ? Min(asked + jittered, maxDelay) : jittered;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
