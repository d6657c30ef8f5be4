namespace DataflowWrite.Storage;

/// <summary>How a <see cref="LocalObjectStore"/> works.</summary>
public sealed record LocalObjectStoreOptions
{
    /// <summary>What is flushed to the disk. Default <see cref="Durability.Flush"/>.</summary>
    public Durability Durability { get; init; }

    /// <summary>Whether paths that differ in case name one object. Default null: true on Windows and macOS, false elsewhere.</summary>
    public bool? FoldsCase { get; init; }
}
