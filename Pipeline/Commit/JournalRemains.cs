using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>The objects of one journal, as a listing tells them.</summary>
internal sealed class JournalRemains(ObjectPath place, string writeId, int attempt)
{
    private readonly List<ObjectPath> _objects = [];

    public ObjectPath Place => place;

    public string WriteId => writeId;

    public int Attempt => attempt;

    public IReadOnlyList<ObjectPath> Objects => _objects;

    /// <summary>When the latest of them changed; null where the store does not tell.</summary>
    public DateTimeOffset? LastSign { get; private set; }

    /// <summary>One more than the number of the last entry.</summary>
    public int EntryCount { get; private set; }

    public void Add(ObjectMetadata entry, int? number)
    {
        EntryCount = Math.Max(EntryCount, number + 1 ?? 0);
        _objects.Add(entry.Path);
        if (LastSign is null || entry.LastModified > LastSign)
            LastSign = entry.LastModified;
    }
}
