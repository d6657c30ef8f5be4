namespace DataflowWrite.Storage;

/// <summary>What an object store can promise, so that a write can refuse what it cannot keep.</summary>
/// <param name="FoldsCase">Two paths that differ only in the case of letters name one object (Windows, macOS).</param>
/// <param name="ConditionalPut">A put or a commit can be made to fail when the object exists, with one winner among racing writers.</param>
/// <param name="AtomicRename">An object appears at its final path in one step, and a directory can.</param>
/// <param name="ConditionalReplace">
/// A put or a commit can be made to fail when the object has another ETag, with one winner among racing writers. Default false:
/// such a condition throws <see cref="NotSupportedException"/>.
/// </param>
public sealed record StoreCapabilities(bool FoldsCase, bool ConditionalPut, bool AtomicRename, bool ConditionalReplace = false);
