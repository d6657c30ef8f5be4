using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>What a write that replaces files found when it began: the files that were there, and the writes that were ahead of it.</summary>
/// <remarks>
/// Files of a concurrent append belong to it and are never deleted. A listing cannot tell them: it may show some files of an append and not yet the
/// others. So the journals are read before and after the files, and the files once more: an append that was visible in part is still in the journals
/// read in between, or is complete by the second listing, which shows files of it that the first one lacks.
/// </remarks>
internal sealed class DatasetBase
{
    private IReadOnlyList<Journal> _before = [];
    private IReadOnlyList<ObjectPath> _first = [];
    private IReadOnlyList<Journal> _after = [];

    /// <summary>The files that were there, in ordinal order, without those of concurrent appends.</summary>
    public IReadOnlyList<ObjectPath> Files { get; private set; } = [];

    /// <summary>The replacing writes that had everything prepared when this one began.</summary>
    public IReadOnlyList<Journal> Ahead { get; private set; } = [];

    /// <summary>Takes the base of a write whose intent is stored already.</summary>
    public async Task TakeAsync(
        IObjectStore store, ObjectPath directory, JournalPlaces places, string writeId, CancellationToken cancellationToken)
    {
        _before = await JournalDirectory.ReadOthersAsync(store, places, writeId, cancellationToken).ConfigureAwait(false);
        Ahead = [.. _before.Where(journal => journal.Mode != SaveMode.Append && journal.State is not (JournalState.Intent or JournalState.Undoing))];
        _first = await DatasetFiles.ListAsync(store, directory, cancellationToken).ConfigureAwait(false);
        _after = await JournalDirectory.ReadOthersAsync(store, places, writeId, cancellationToken).ConfigureAwait(false);
        var second = await DatasetFiles.ListAsync(store, directory, cancellationToken).ConfigureAwait(false);
        var concurrent = _before.Concat(_after).Where(journal => journal.Mode == SaveMode.Append).Select(journal => journal.WriteId)
            .Concat(second.Except(_first).SelectMany(path => WriteId.FindAll(path.Name)))
            .ToHashSet(StringComparer.Ordinal);
        Files = [.. _first.Where(path => !WriteId.FindAll(path.Name).Any(concurrent.Contains))];
        (_before, _first, _after) = ([], [], []);
    }

    /// <summary>All that it has found so far.</summary>
    public override string ToString()
        => string.Join(' ', _before.Concat(_after).Concat(Ahead).SelectMany(journal => journal.Entries).Select(entry => entry.Mark)
            .Append("|").Concat(_first.Concat(Files).Select(path => path.Value)));
}
