using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using DataflowWrite.S3.Calls;
using DataflowWrite.S3.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.S3;

/// <summary>
/// Objects in a bucket of Amazon S3, or of a server that speaks its protocol. An upload is a multipart upload, which nobody sees before it is completed; its
/// parts go out while the next ones fill, several at once, from pooled memory. Committing completes it, under the condition that the caller states.
/// </summary>
/// <remarks>
/// Each object carries a random mark as metadata <c>dfw-upload</c>. Where the answer of a put or a commit is lost, the mark tells whether the object that is there now is the
/// one that was written. Keys below the root that are no <see cref="ObjectPath"/>, as those that end in a slash, are not listed. An upload that has sent no
/// part yet is unknown to the store, so <see cref="ListPendingAsync"/> does not tell it.
/// </remarks>
public sealed partial class S3ObjectStore : IObjectStore, IDisposable
{
    private readonly IAmazonS3 _client;
    private readonly bool _ownsClient;
    private readonly S3ObjectStoreOptions _options;
    private readonly S3Requests _requests;
    private readonly S3Calls _calls;
    private readonly S3Transport _transport;

    /// <summary>A store over the caller's client, which has to outlive it. Sends nothing.</summary>
    /// <param name="client">
    /// Best with <c>MaxErrorRetry = 0</c>, since the store tries again itself (<see cref="S3ObjectStoreOptions.Retry"/>), and with
    /// <c>ForcePathStyle</c> for endpoints that are not Amazon's.
    /// </param>
    /// <param name="bucket">The bucket; it has to exist.</param>
    /// <param name="root">What the keys of all objects begin with. Default: the whole bucket.</param>
    /// <param name="options">Default null: <see cref="S3ObjectStoreOptions"/> with its defaults.</param>
    /// <param name="timeProvider">Measures waits. Default null: the system's clock.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public S3ObjectStore(
        IAmazonS3 client, string bucket, ObjectPath root = default, S3ObjectStoreOptions? options = null, TimeProvider? timeProvider = null)
        : this(client, ownsClient: false, bucket, root, options, timeProvider)
    {
    }

    private S3ObjectStore(
        IAmazonS3 client, bool ownsClient, string bucket, ObjectPath root, S3ObjectStoreOptions? options, TimeProvider? timeProvider)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        _client = client;
        _ownsClient = ownsClient;
        _options = options ?? new();
        S3OptionsCheck.Check(_options);
        Description = root.IsRoot ? $"s3://{bucket}" : $"s3://{bucket}/{root}";
        _requests = new(bucket, root, _options);
        _calls = new(_options, Description, timeProvider ?? TimeProvider.System);
        _transport = new(client, _requests, _calls, _options, timeProvider ?? TimeProvider.System);
        Capabilities = new()
        {
            ConditionalPut = _options.ConditionalWrites,
            ConditionalReplace = _options.ConditionalWrites,
            AbortIsFinal = true,
            BuffersUploads = true,
            UserMetadata = true,
        };
    }

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; }

    /// <summary>The URI of bucket and root, as <c>s3://bucket/root</c>.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <summary>Disposes the client where <see cref="Open"/> made it; the caller's client is left alone.</summary>
    public void Dispose()
    {
        if (_ownsClient)
            _client.Dispose();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListObjectsV2Request { BucketName = _requests.Bucket, Prefix = _requests.Prefix(prefix), Encoding = EncodingType.Url };
        var order = new OrdinalOrder<ObjectMetadata>(metadata => metadata.Path.Value);
        ListObjectsV2Response answer;
        do
        {
            answer = await _calls.RunAsync(
                S3Action.List, prefix, token => _client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var found in answer.S3Objects ?? [])
                if (_requests.TryPath(S3Requests.Decode(found.Key, answer.Encoding)) is { } path)
                    foreach (var metadata in order.Add(new(path, found.Size ?? 0, Quoted(found.ETag)) { LastModified = found.LastModified }))
                        yield return metadata;

            request.ContinuationToken = answer.NextContinuationToken;
        }
        while (answer.IsTruncated == true);

        foreach (var metadata in order.End())
            yield return metadata;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PendingObject> ListPendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var found in _transport.ListUploadsAsync(prefix, exactly: false, cancellationToken).ConfigureAwait(false))
            yield return UploadToken.Listed(found.Path, found.UploadId) with { StartedAt = found.StartedAt };
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => path.IsRoot ? null : (await LookUpAsync(path, cancellationToken).ConfigureAwait(false))?.Metadata;

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        if (path.IsRoot)
            return;

        try
        {
            await _calls.RunAsync(
                S3Action.Delete, path,
                token => _client.DeleteObjectAsync(new() { BucketName = _requests.Bucket, Key = _requests.Key(path) }, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.NotFound)
        {
        }
    }

    /// <inheritdoc/>
    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_transport.AbortAsync(pending.Path, UploadToken.Read(pending, Description).UploadId, cancellationToken));
    }

    private static string? Quoted(string? eTag) => eTag is null || eTag.EndsWith('"') ? eTag : $"\"{eTag}\"";

    /// <summary>What is at a path, and the mark of the upload that made it.</summary>
    private async Task<(ObjectMetadata Metadata, string? Mark)?> LookUpAsync(ObjectPath path, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _calls.RunAsync(
                S3Action.Head, path,
                token => _client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = _requests.Bucket, Key = _requests.Key(path) }, token),
                cancellationToken).ConfigureAwait(false);
            var (metadata, mark) = UploadMark.Split(answer.Metadata);
            return (new(path, answer.ContentLength, Quoted(answer.ETag)) { LastModified = answer.LastModified, UserMetadata = metadata }, mark);
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.NotFound)
        {
            return null;
        }
    }
}
