namespace DataflowWrite.S3.Calls;

/// <summary>How long to wait before the next attempt. No clock and no task: a plain rule.</summary>
internal sealed class Backoff(S3RetryOptions options)
{
    private const int MaxDoublings = 30;

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the store asked for; never waited less, unless it is above the longest wait.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Delay(int attempt, TimeSpan? retryAfter, double random)
    {
        var exponential = options.BaseDelay * Math.Pow(2, Math.Min(attempt - 1, MaxDoublings));
        var jittered = Min(exponential, options.MaxDelay) * (0.5 + random / 2);
        return retryAfter is { } asked && asked > jittered ? Min(asked + jittered, options.MaxDelay) : jittered;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
