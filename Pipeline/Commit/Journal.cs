using System.Globalization;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// The steps of one attempt of one write: objects <c>PLACE/ID/ATTEMPT/0000</c>, <c>0001</c>, … that are created if absent and never change. Appending
/// is the compare-and-swap of the protocol: who finds the next number taken was too late.
/// </summary>
/// <remarks>
/// A journal is removed from its first entry on. So an entry without its predecessor is void, and who appends behind a journal that was removed
/// in the meantime, or reads what somebody else has appended there, learns it by looking for the predecessor afterwards.
/// </remarks>
internal sealed class Journal
{
    private const string LeaseName = "lease";

    private readonly IObjectStore _store;
    private readonly List<JournalEntry> _entries;
    private int _tried;

    private Journal(IObjectStore store, ObjectPath place, string writeId, int attempt, List<JournalEntry> entries)
    {
        _store = store;
        Directory = place.Append(writeId).Append(attempt.ToString(CultureInfo.InvariantCulture));
        _entries = entries;
        WriteId = writeId;
        Attempt = attempt;
    }

    /// <summary>Where its entries are.</summary>
    public ObjectPath Directory { get; }

    public string WriteId { get; }

    public int Attempt { get; }

    /// <summary>The steps that this process knows, in their order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The latest step by which the write itself moved on.</summary>
    public JournalState State => _entries.FindLast(entry => entry.State != JournalState.Overtaken)!.State;

    public SaveMode Mode => _entries[0].Mode;

    /// <summary>The step that has the tokens; the intent where there is none yet.</summary>
    public JournalEntry Work => _entries.Find(entry => entry.State is JournalState.Prepared or JournalState.Publishing) ?? _entries[0];

    /// <summary>Whether the write has got so far that objects of it may be visible.</summary>
    public bool MayBeVisible => _entries.Exists(entry => entry.State == JournalState.Publishing);

    /// <summary>When the last step was made, by the store's clock; null where it does not tell.</summary>
    public DateTimeOffset? LastSign { get; private init; }

    /// <summary>Begins a journal; null when another process has begun the same one.</summary>
    public static async Task<Journal?> CreateAsync(
        IObjectStore store, ObjectPath place, string writeId, int attempt, JournalEntry intent, CancellationToken cancellationToken)
    {
        var journal = new Journal(store, place, writeId, attempt, []);
        try
        {
            return await journal.AppendAsync(intent, cancellationToken).ConfigureAwait(false) == AppendOutcome.Appended ? journal : null;
        }
        catch
        {
            await journal.TryRemoveFirstAsync(intent).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Reads the entries that were listed; null when the first of them is gone. Of an append the intent says all that another write has to know.
    /// </summary>
    /// <exception cref="UnreadableJournalException">One of them is no entry.</exception>
    public static async Task<Journal?> ReadAsync(IObjectStore store, JournalRemains remains, bool isWhole, CancellationToken cancellationToken)
    {
        var journal = new Journal(store, remains.Place, remains.WriteId, remains.Attempt, []) { LastSign = remains.LastSign };
        while (journal._entries.Count < remains.EntryCount && (isWhole || journal._entries is not [{ Mode: SaveMode.Append }])
            && await journal.TryReadAsync(journal._entries.Count, cancellationToken).ConfigureAwait(false) is { } entry)
            journal._entries.Add(entry);

        return journal._entries.Count > 0 ? journal : null;
    }

    /// <summary>The attempt and number that a path below a place names; a lease has no number. False for anything else.</summary>
    public static bool TryParse(string relative, out string writeId, out int attempt, out int? number)
    {
        var segments = relative.Split('/');
        (writeId, attempt, number) = (segments[0], 0, null);
        if (segments.Length != 3 || !int.TryParse(segments[1], NumberStyles.None, CultureInfo.InvariantCulture, out attempt))
            return false;

        if (int.TryParse(segments[2], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            number = parsed;

        return number is not null || segments[2] == LeaseName;
    }

    /// <summary>Takes the next step, unless somebody else took it first; what it has become then is in <see cref="Entries"/>.</summary>
    /// <exception cref="IOException">The store did not answer; the step may still be made.</exception>
    public async Task<AppendOutcome> AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var number = _entries.Count;
        JournalEntry? taken = null;
        _tried = number + 1;
        try
        {
            await _store.PutAsync(PathOf(number), entry.ToJson(), PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            taken = await TryReadAsync(number, CancellationToken.None).ConfigureAwait(false);
            if (taken is null && exception is not PreconditionFailedException)
                throw;

            if (taken is null)
            {
                _tried = number;
                return AppendOutcome.Gone;
            }
        }

        var isOurs = taken is null || taken.Mark == entry.Mark;
        if (number > 0 && !await IsThereAsync(number - 1).ConfigureAwait(false))
        {
            if (isOurs)
                await _store.DeleteAsync(PathOf(number), CancellationToken.None).ConfigureAwait(false);

            _tried = number;
            return AppendOutcome.Gone;
        }

        _entries.Add(isOurs ? entry : taken!);
        return isOurs ? AppendOutcome.Appended : AppendOutcome.TooLate;
    }

    /// <summary>Reads what others have appended; false where the journal is being removed, so that what was read may be void.</summary>
    public async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        while (await TryReadAsync(_entries.Count, cancellationToken).ConfigureAwait(false) is { } entry)
            _entries.Add(entry);

        return await IsThereAsync(0).ConfigureAwait(false);
    }

    /// <summary>Tells sweepers that the write is alive. Nothing but their patience rests on it.</summary>
    public async Task RenewLeaseAsync(CancellationToken cancellationToken)
        => await _store.PutAsync(Directory.Append(LeaseName), default, default, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Removes the journal, from the first entry on, and with it a step that may have been made although it failed. Removing it again does nothing.
    /// </summary>
    public async Task RemoveAsync(bool hasLease)
    {
        for (var number = 0; number < Math.Max(_entries.Count, _tried); number++)
            await _store.DeleteAsync(PathOf(number)).ConfigureAwait(false);

        if (hasLease)
            await _store.DeleteAsync(Directory.Append(LeaseName)).ConfigureAwait(false);
    }

    private async Task<bool> IsThereAsync(int number)
        => (await TryReadAsync(number, CancellationToken.None).ConfigureAwait(false))?.Mark == _entries[number].Mark;

    /// <summary>A journal whose first put was cancelled, or not answered, may be there all the same.</summary>
    private async Task TryRemoveFirstAsync(JournalEntry intent)
    {
        try
        {
            if ((await TryReadAsync(0, CancellationToken.None).ConfigureAwait(false))?.Mark == intent.Mark)
                await _store.DeleteAsync(PathOf(0), CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private ObjectPath PathOf(int number) => Directory.Append(number.ToString("D4", CultureInfo.InvariantCulture));

    private async Task<JournalEntry?> TryReadAsync(int number, CancellationToken cancellationToken)
    {
        var path = PathOf(number);
        try
        {
            var stream = await _store.OpenReadAsync(path, 0, null, cancellationToken).ConfigureAwait(false);
            await using var owned = stream.ConfigureAwait(false);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return JournalEntry.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (FormatException exception)
        {
            throw new UnreadableJournalException(path, _store.Description, exception);
        }
    }
}
