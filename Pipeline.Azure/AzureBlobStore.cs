using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DataflowWrite.Azure.Reading;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Azure.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure;

/// <summary>
/// Objects as block blobs of one container. The bytes of an upload are staged as blocks while they are written, several at once, and
/// stay invisible until a commit of their list makes the blob appear in one step.
/// </summary>
/// <remarks>
/// <para>A commit whose answer is lost, or that is sent twice, is decided by the mark that each blob carries (metadata
/// <c>dfw_upload</c>), so that a success is never taken for a conflict. Requests that fail for reasons that may pass are sent again,
/// with waits that grow.</para>
/// <para>Nothing in the service takes a block back. What is aborted is invisible and cannot be read, but a process that still holds the
/// token could commit it, and it is listed as pending, until the service drops it after a week without another block, or until the path
/// is written. A commit or a put drops the blocks of all other uploads of its path, whose tokens are then worth nothing: let each
/// upload have a path of its own.</para>
/// </remarks>
public sealed partial class AzureBlobStore : IObjectStore
{
    private readonly BlobContainerClient _container;
    private readonly AzureBlobStoreOptions _options;
    private readonly AzureErrors _errors;
    private readonly RequestRunner _requests;
    private readonly BlobReader _reader;
    private readonly BlobListing _listing;
    private readonly BlockStager _stager;
    private readonly BlobPublisher _publisher;

    /// <summary>A store in a container, which must exist. Touches nothing.</summary>
    /// <param name="container">The client, with whatever credentials, encryption and transport. The store does not own it.</param>
    /// <param name="options">How to send and what blobs carry; null for the defaults.</param>
    /// <param name="timeProvider">Times the waits between attempts. Default null: the system's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AzureBlobStore(BlobContainerClient container, AzureBlobStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(container);
        options ??= new();
        options.Validate();
        (_container, _options) = (container, options);
        Description = container.Uri.GetLeftPart(UriPartial.Path);
        _errors = new(Description);
        _requests = new(_errors, options, timeProvider ?? TimeProvider.System);
        _reader = new(container, _requests, _errors);
        _listing = new(container, _requests);
        _stager = new(container, _requests, _errors, options);
        _publisher = new(container, _requests, _reader, _listing, _errors, options);
    }

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        ConditionalPut = true,
        ConditionalReplace = true,
        BuffersUploads = true,
        UserMetadata = true,
    };

    /// <summary>The URI of the container, without key or signature.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var metadata in await _listing.VisibleAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return metadata;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return path.IsRoot ? null : (await _reader.FindAsync(path, cancellationToken).ConfigureAwait(false)).Metadata;
    }

    /// <inheritdoc/>
    public async ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        cancellationToken.ThrowIfCancellationRequested();
        if (path.IsRoot)
            throw _errors.NotFound(path);
        if (length != 0)
            return await _reader.OpenAsync(path, offset, length, cancellationToken).ConfigureAwait(false);

        return (await _reader.FindAsync(path, cancellationToken).ConfigureAwait(false)).Metadata is not null
            ? new MemoryStream([], writable: false)
            : throw _errors.NotFound(path);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (path.IsRoot)
            return;

        // Only of a visible blob: some servers would take away the blocks of an upload that is under way.
        var visible = new BlobRequestConditions { IfMatch = ETag.All };
        try
        {
            await _requests.RunAsync("delete", path, SendAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureStoreException e) when (e.Failure is { IsNotFound: true } or { IsConflict: true })
        {
        }

        Task<Response> SendAsync(CancellationToken token)
            => _container.GetBlobClient(path.Value).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, visible, token);
    }
}
