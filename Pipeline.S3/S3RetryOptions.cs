namespace DataflowWrite.S3;

/// <summary>
/// How often a request is tried. What can pass is tried again: no answer, no connection, an error of the server (5xx), a conflict with another
/// request (409), throttling (429, 503). Everything else fails at once. Immutable.
/// </summary>
/// <remarks>
/// Give the client <c>MaxErrorRetry = 0</c>, as <see cref="S3ObjectStore.Open"/> does: its own retries multiply with these, and know nothing of
/// answers that were lost.
/// </remarks>
public sealed record S3RetryOptions
{
    private const int DefaultAttempts = 6;
    private static readonly TimeSpan DefaultBaseDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(20);

    /// <summary>Attempts for each request, the first included; at least 1. Default 6, which is about six seconds of waiting.</summary>
    public int MaxAttempts { get; init; } = DefaultAttempts;

    /// <summary>
    /// The wait before the second attempt; it doubles for each further one. Half of a wait is fixed and half is random. Default 250 ms.
    /// </summary>
    public TimeSpan BaseDelay { get; init; } = DefaultBaseDelay;

    /// <summary>The longest wait, also for a <c>Retry-After</c> that asks for more. Default 20 s.</summary>
    public TimeSpan MaxDelay { get; init; } = DefaultMaxDelay;
}
