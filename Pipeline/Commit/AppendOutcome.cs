namespace DataflowWrite.Commit;

/// <summary>What became of an attempt to take the next step of a write.</summary>
internal enum AppendOutcome
{
    Appended,

    /// <summary>Somebody else has taken it.</summary>
    TooLate,

    /// <summary>The journal was removed: somebody else has ended the write.</summary>
    Gone,
}
