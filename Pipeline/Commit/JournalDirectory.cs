using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>Finds the journals of a destination.</summary>
internal static class JournalDirectory
{
    /// <summary>The journals of other writes of the dataset, by id and attempt; of an append its intent only.</summary>
    public static async Task<IReadOnlyList<Journal>> ReadOthersAsync(
        IObjectStore store, JournalPlaces places, string ownId, CancellationToken cancellationToken)
    {
        var journals = new List<Journal>();
        foreach (var remains in await FindAsync(store, places, cancellationToken).ConfigureAwait(false))
            if (remains.WriteId != ownId
                && await Journal.ReadAsync(store, remains, isWhole: false, cancellationToken).ConfigureAwait(false) is { } journal
                && journal.Entries[0].SingleFile is null)
                journals.Add(journal);

        return journals;
    }

    /// <summary>The journals of all attempts of one write.</summary>
    public static async Task<IReadOnlyList<Journal>> ReadOwnAsync(
        IObjectStore store, JournalPlaces places, string writeId, CancellationToken cancellationToken)
    {
        var journals = new List<Journal>();
        foreach (var remains in await FindAsync(store, places, cancellationToken).ConfigureAwait(false))
            if (remains.WriteId == writeId
                && await Journal.ReadAsync(store, remains, isWhole: true, cancellationToken).ConfigureAwait(false) is { } journal)
                journals.Add(journal);

        return journals;
    }

    /// <summary>What is stored of journals, whole ones and the ends of removed ones, by id and attempt.</summary>
    public static async Task<IReadOnlyList<JournalRemains>> FindAsync(
        IObjectStore store, JournalPlaces places, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<(string, int, string), JournalRemains>();
        foreach (var place in places.All)
            await foreach (var entry in store.ListAsync(place, cancellationToken).ConfigureAwait(false))
                if (place.TryGetRelative(entry.Path, out var relative) && Journal.TryParse(relative, out var writeId, out var attempt, out var number))
                {
                    var key = (writeId, attempt, place.Value);
                    if (!found.TryGetValue(key, out var remains))
                        found.Add(key, remains = new(place, writeId, attempt));

                    remains.Add(entry, number);
                }

        return [.. found.Values];
    }
}
