namespace DataflowWrite.Storage;

/// <summary>What a local store asks of the disk before it calls an object prepared or committed.</summary>
public enum Durability
{
    /// <summary>Bytes and directory entries are flushed: they survive a loss of power.</summary>
    Flush,

    /// <summary>Nothing is flushed: faster, and safe against the death of the process but not of the machine.</summary>
    None,
}
