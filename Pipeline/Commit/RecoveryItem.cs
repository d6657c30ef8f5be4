using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>Something that a write left behind.</summary>
public sealed record RecoveryItem
{
    /// <summary>Describes it.</summary>
    public RecoveryItem(ObjectPath path, string? writeId, string state, RecoveryAction action)
        => (Path, WriteId, State, Action) = (path, writeId, state, action);

    /// <summary>The journal, or the upload's final path.</summary>
    public ObjectPath Path { get; init; }

    /// <summary>The write that left it, where that is known.</summary>
    public string? WriteId { get; init; }

    /// <summary>How far the write had come: <c>intent</c>, <c>prepared</c>, <c>publishing</c>, <c>published</c>, <c>undoing</c>; or <c>upload</c>, <c>remains</c>, <c>unreadable</c>.</summary>
    public string State { get; init; }

    /// <summary>Its last sign of life by the store's clock; null where the store does not tell.</summary>
    public DateTimeOffset? LastSign { get; init; }

    /// <summary>What is to be done about it, or was done.</summary>
    public RecoveryAction Action { get; init; }

    /// <summary>Of what is unreadable: the object that is in the way, and what to do about it. Null for everything else.</summary>
    public string? Problem { get; init; }
}
