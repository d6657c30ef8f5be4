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
    private readonly HashSet<string> _concurrent = new(StringComparer.Ordinal);

    /// <summary>The files that were there, in ordinal order, without those of concurrent appends.</summary>
    public IReadOnlyList<ObjectPath> Files { get; private set; } = [];

    /// <summary>The replacing writes that had everything prepared when this one began.</summary>
    public IReadOnlyList<Journal> Ahead { get; private set; } = [];

    /// <summary>Looks at the other writes, once the intent of this one is stored.</summary>
    public async Task FindAheadAsync(IObjectStore store, JournalPlaces places, string writeId, CancellationToken cancellationToken)
    {
        var journals = await JournalDirectory.ReadOthersAsync(store, places, writeId, cancellationToken).ConfigureAwait(false);
        Ahead = [.. journals.Where(journal => journal.Mode != SaveMode.Append && journal.State is not (JournalState.Intent or JournalState.Undoing))];
        _concurrent.UnionWith(AppendsIn(journals));
    }

    /// <summary>Takes the files, after <see cref="FindAheadAsync"/>.</summary>
    public async Task TakeFilesAsync(
        IObjectStore store, ObjectPath directory, JournalPlaces places, string writeId, CancellationToken cancellationToken)
    {
        var first = await DatasetFiles.ListAsync(store, directory, cancellationToken).ConfigureAwait(false);
        _concurrent.UnionWith(AppendsIn(await JournalDirectory.ReadOthersAsync(store, places, writeId, cancellationToken).ConfigureAwait(false)));
        var second = await DatasetFiles.ListAsync(store, directory, cancellationToken).ConfigureAwait(false);
        _concurrent.UnionWith(second.Except(first).SelectMany(path => WriteId.FindAll(path.Name)));
        Files = [.. first.Where(path => !WriteId.FindAll(path.Name).Any(_concurrent.Contains))];
        _concurrent.Clear();
    }

    private static IEnumerable<string> AppendsIn(IReadOnlyList<Journal> journals)
        => journals.Where(journal => journal.Mode == SaveMode.Append).Select(journal => journal.WriteId);
}
