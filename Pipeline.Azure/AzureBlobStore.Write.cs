using DataflowWrite.Azure.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure;

/// <content>Everything that makes a blob.</content>
public sealed partial class AzureBlobStore
{
    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path,
        ReadOnlyMemory<byte> content,
        PutCondition condition = default,
        CancellationToken cancellationToken = default)
    {
        BlobNames.Check(path, _errors);
        cancellationToken.ThrowIfCancellationRequested();
        return await _publisher.PutAsync(path, content, condition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts an upload. Sends nothing yet: the first block goes out when it is full, or with the end of the upload.</summary>
    /// <exception cref="ArgumentException">A name or a value of the metadata is not of the characters that
    /// <see cref="UploadOptions.Metadata"/> allows.</exception>
    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        BlobNames.Check(path, _errors);
        options ??= new();
        BlobMetadata.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        var token = new BlockToken
        {
            Path = path,
            Mark = BlockIds.NewMark(),
            Blocks = 0,
            Size = 0,
            ContentType = options.ContentType ?? _options.ContentType,
            Tier = _options.AccessTier?.ToString(),
            Metadata = options.Metadata,
            Tags = _options.Tags,
        };
        return new(new BlockUpload(_stager, token, _options, options.MaxBufferedBytes));
    }

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">The blocks are gone: another upload of the path was committed, the path was written, or
    /// a week has passed.</exception>
    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        var token = TokenOf(pending);
        cancellationToken.ThrowIfCancellationRequested();
        if (token.Blocks == 0)
            throw _errors.Refuse("commit", token.Path, "its upload was found by listing and may be unfinished: it can be aborted only.");

        return await _publisher.CommitAsync(token, condition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gives the upload up. Its blocks stay with the service, invisible and listed as pending, until it drops them after a week or the
    /// path is written; nothing takes them back before. A process that still holds the token could commit it until then.
    /// </summary>
    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        _ = TokenOf(pending);
        cancellationToken.ThrowIfCancellationRequested();
        return default;
    }

    /// <summary>
    /// The uploads of this library under a prefix that have staged a block and are not committed, the aborted ones too; not those of a
    /// path at which a blob with bytes is visible, whose blocks the service does not tell.
    /// </summary>
    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => _listing.PendingAsync(prefix, cancellationToken);

    private BlockToken TokenOf(PendingObject pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return BlockToken.TryParse(pending)
            ?? throw _errors.Refuse("use", pending.Path, "the token of its upload was not made by an Azure store.");
    }
}
