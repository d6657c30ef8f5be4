namespace DataflowWrite.Commit;

/// <summary>What recovery does about something that a write left.</summary>
public enum RecoveryAction
{
    /// <summary>Nothing: it is too young, or belongs to a write that may be alive, cannot be read, or somebody else has ended it.</summary>
    None,

    /// <summary>The write had begun to publish: the rest is made visible, what it replaces removed.</summary>
    Finish,

    /// <summary>The write had not begun to publish, or cannot be finished: everything of it is taken away.</summary>
    Undo,

    /// <summary>A remainder that no write needs any more is removed.</summary>
    Remove,
}
