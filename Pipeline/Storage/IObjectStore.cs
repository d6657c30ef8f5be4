namespace DataflowWrite.Storage;

/// <summary>
/// A place for immutable objects under slash-separated paths. Readers see whole objects only: an upload is invisible
/// until it is committed, and a put or a commit makes the object appear in one step.
/// </summary>
/// <remarks>
/// Implementations are thread-safe. Every failure is an <see cref="IOException"/> (a missing object a
/// <see cref="FileNotFoundException"/>) that names the path; an <see cref="OperationCanceledException"/> is thrown only for the
/// token that was passed in. A cancelled or failed call leaves either no effect or, for put and commit, the whole effect.
/// </remarks>
public interface IObjectStore
{
    /// <summary>What this store can promise.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>Where the store keeps its objects, for messages: a directory, or a URI without credentials.</summary>
    string Description { get; }

    /// <summary>Makes a small object visible in one step. The content is not used after the call has ended.</summary>
    /// <exception cref="PreconditionFailedException">The condition did not hold.</exception>
    ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// The visible objects under a prefix, at any depth, in ordinal order of their paths; with the root, all of them.
    /// Pending uploads are not listed. A prefix that names nothing lists nothing.
    /// </summary>
    IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default);

    /// <summary>The object's metadata, or null when there is none at the path.</summary>
    ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default);

    /// <summary>Opens the bytes from <paramref name="offset"/> on, at most <paramref name="length"/> of them (null: to the end). The caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">There is no object at the path.</exception>
    ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a visible object. Removing what is not there does nothing.</summary>
    ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default);

    /// <summary>Starts an upload whose bytes stay invisible until the token that it prepares is committed.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="options">What the object carries besides its bytes; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the start, not what follows.</param>
    ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a prepared object visible at its final path, in one step. Committing a token again after it succeeded gives the
    /// same answer as long as the object is still there.
    /// </summary>
    /// <exception cref="PreconditionFailedException">The condition did not hold; the token is still pending.</exception>
    ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Discards a prepared object. Nothing readable is left; aborting twice, or a token that is gone, does nothing. Where
    /// <see cref="StoreCapabilities.AbortIsFinal"/> holds, no commit of the token that ends later can succeed.
    /// </summary>
    ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default);

    /// <summary>The uploads under a prefix that are neither committed nor aborted, as far as the store can tell them.</summary>
    IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default);
}
