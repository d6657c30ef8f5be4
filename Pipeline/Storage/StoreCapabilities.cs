namespace DataflowWrite.Storage;

/// <summary>What an object store can promise, so that a write can refuse what it cannot keep. By default nothing.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Two paths that differ only in the case of letters name one object (Windows, macOS). Default false.</summary>
    public bool FoldsCase { get; init; }

    /// <summary>
    /// A put or a commit can be made to fail when the object exists, with one winner among racing writers. Default false.
    /// </summary>
    public bool ConditionalPut { get; init; }

    /// <summary>An object appears at its final path in one step, and a directory can. Default false.</summary>
    public bool AtomicRename { get; init; }

    /// <summary>
    /// A put or a commit can be made to fail when the object has another ETag, with one winner among racing writers. Default false:
    /// such a condition throws <see cref="NotSupportedException"/>.
    /// </summary>
    public bool ConditionalReplace { get; init; }

    /// <summary>
    /// An aborted upload is gone for good: no commit of its token that ends later can succeed. Default false: a process that still holds the token may
    /// make the object visible after another one has aborted it.
    /// </summary>
    public bool AbortIsFinal { get; init; }

    /// <summary>
    /// What <see cref="IObjectStore.ListPendingAsync"/> lists was started by this library. Default false: other tools' uploads are among it.
    /// </summary>
    public bool ListsOwnUploadsOnly { get; init; }

    /// <summary>
    /// Uploads keep bytes in memory until they are enough for a request, and tell how many by <see cref="IObjectUpload.BufferedBytes"/>. Default false.
    /// A write sets a part of its byte budget aside for them, and ends files where they need more.
    /// </summary>
    public bool BuffersUploads { get; init; }

    /// <summary><see cref="UploadOptions.Metadata"/> is kept, and told by <see cref="IObjectStore.HeadAsync"/>. Default false.</summary>
    public bool UserMetadata { get; init; }
}
