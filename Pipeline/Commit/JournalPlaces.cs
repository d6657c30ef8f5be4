using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// Where the journals of a destination are. They stand in <c>_dfw</c> inside it; where directories appear by one rename, those of a write that
/// makes the directory stand beside it, in <c>.NAME.dfw</c>, since nothing may be visible before. Every write looks at both.
/// </summary>
internal sealed class JournalPlaces
{
    private const string Inside = "_dfw";

    private JournalPlaces(ObjectPath inside, ObjectPath? beside) => All = beside is { } path ? [inside, path] : [inside];

    /// <summary>The place of a dataset that is there, then that of one that is not.</summary>
    public IReadOnlyList<ObjectPath> All { get; }

    public static JournalPlaces OfDataset(IObjectStore store, ObjectPath directory)
        => new(
            directory.Append(Inside),
            store.Capabilities.AtomicRename && !directory.IsRoot ? directory.Parent.Append($".{directory.Name}.dfw") : null);

    /// <summary>Of a single file: those of the directory that it stands in.</summary>
    public static JournalPlaces OfFile(ObjectPath file) => new(file.Parent.Append(Inside), null);

    /// <summary>Whether an object below a dataset belongs to a journal.</summary>
    public static bool IsJournal(string relativePath)
        => relativePath.StartsWith(Inside + "/", StringComparison.Ordinal);
}
