using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// Settles which of several replacing writes may publish. One that is prepared tells all others: those not prepared yet learn from an entry in their
/// own journal that they were overtaken; of two prepared ones the smaller id goes first. One that publishes is never overtaken.
/// </summary>
/// <remarks>
/// There is no lock that could be left behind, and none that somebody who slept could release for another: every decision is a
/// compare-and-swap in the journal of the write that loses.
/// </remarks>
internal sealed class ScopeClaim(IObjectStore store, JournalPlaces places, Journal own, IReadOnlyList<string>? scope, Func<string> newMark)
{
    /// <exception cref="WriteConflictException">Another write that covers the same goes first.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var other in await JournalDirectory.ReadOthersAsync(store, places, own.WriteId, cancellationToken).ConfigureAwait(false))
            if (other.Mode != SaveMode.Append)
                await SettleAsync(other, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The other write when it goes first, whatever this one does.</summary>
    public static void ThrowIfAhead(Journal other, IReadOnlyList<string>? scope)
    {
        if (other.State is JournalState.Prepared or JournalState.Publishing or JournalState.Published
            && !IsOvertaken(other) && WriteScope.Overlaps(other.Work.Scope, scope))
            throw Conflict(other.WriteId);
    }

    public static WriteConflictException Conflict(string writeId)
        => new(writeId, $"Write {writeId} replaces the same files and was first. Write again when it has ended; if its process is dead, run 'dfw recover' before.");

    private static bool IsOvertaken(Journal journal)
        => journal.Entries[^1].State == JournalState.Overtaken && journal.State == JournalState.Prepared;

    private async Task SettleAsync(Journal other, CancellationToken cancellationToken)
    {
        while (MustOvertake(other))
        {
            var note = new JournalEntry(JournalState.Overtaken, newMark()) { OvertakenBy = own.WriteId, Scope = scope };
            if (await other.AppendAsync(note, cancellationToken).ConfigureAwait(false) != AppendOutcome.TooLate)
                return;
        }
    }

    private bool MustOvertake(Journal other)
    {
        switch (other.State)
        {
            case JournalState.Intent:
                return true;
            case JournalState.Prepared when IsFirst(other) && !IsOvertaken(other):
                return WriteScope.Overlaps(other.Work.Scope, scope);
            case JournalState.Undoing:
                return false;
            default:
                ThrowIfAhead(other, scope);
                return false;
        }
    }

    private bool IsFirst(Journal other) => string.CompareOrdinal(own.WriteId, other.WriteId) < 0;
}
