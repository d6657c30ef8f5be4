namespace DataflowWrite.Commit;

/// <summary>When a write counts as dead, for <see cref="Recovery"/>. Immutable.</summary>
public sealed record RecoveryOptions
{
    /// <summary>The default of <see cref="OlderThan"/>: 1 hour. A living write gives a sign every ten minutes.</summary>
    public static readonly TimeSpan DefaultOlderThan = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a write must have given no sign. Zero is the word of the caller that no writer is alive; one that is alive nevertheless fails, and
    /// no data is lost.
    /// </summary>
    public TimeSpan OlderThan { get; init; } = DefaultOlderThan;

    /// <summary>The clock that ages are told by. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the mark of a journal entry, which nobody else may make.</summary>
    internal Func<string> NewMark { get; init; } = static () => Guid.NewGuid().ToString("n");

    /// <summary>Objects that are finished or undone at once.</summary>
    internal int Parallelism { get; init; } = 8;
}
