using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DataflowWrite.Azure.Reading;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>
/// Makes blobs visible in one step. Each blob carries the mark of what made it, so that an answer that was lost, or a refusal of what
/// had succeeded before, is decided by reading the mark back. The ETag cannot decide: it is another one after each attempt.
/// </summary>
internal sealed class BlobPublisher(
    BlobContainerClient container,
    RequestRunner requests,
    BlobReader reader,
    BlobListing listing,
    AzureErrors errors,
    AzureBlobStoreOptions options)
{
    /// <summary>How often a commit without a condition follows others that change the blob between its look and its request.</summary>
    private const int MaxRounds = 20;

    public async Task<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition, CancellationToken cancellationToken)
    {
        var mark = BlockIds.NewMark();
        var upload = new BlobUploadOptions
        {
            Conditions = Conditions(condition),
            HttpHeaders = Headers(options.ContentType),
            Metadata = BlobMetadata.Make(mark, new Dictionary<string, string>()),
            Tags = TagsOf(options.Tags),
            AccessTier = options.AccessTier,
            TransferValidation = new() { ChecksumAlgorithm = options.Checksum },
            // What is smaller than this goes in one request.
            TransferOptions = new() { InitialTransferSize = content.Length + 1L },
        };
        try
        {
            return await requests.RunAsync("write", path, SendAsync, token => reader.LookForAsync(path, mark, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureStoreException e) when (IsRefused(e.Failure, upload.Conditions))
        {
            var state = await reader.FindAsync(path, cancellationToken).ConfigureAwait(false);
            return Own(state, mark) ?? throw Refusal(path, condition, state) ?? errors.Exists(path);
        }

        async Task<ObjectMetadata> SendAsync(CancellationToken token)
        {
            using var stream = BinaryData.FromBytes(content).ToStream();
            var answer = await container.GetBlockBlobClient(path.Value).UploadAsync(stream, upload, token).ConfigureAwait(false);
            return Describe(path, content.Length, answer);
        }
    }

    public async Task<ObjectMetadata> CommitAsync(BlockToken token, PutCondition condition, CancellationToken cancellationToken)
    {
        // Without a condition of the caller's one is made of what is there: a commit that is sent again never makes another version.
        var wanted = condition == default ? IfAbsent : Conditions(condition);
        for (var round = 1; round <= MaxRounds; round++)
        {
            RequestFailure failure;
            try
            {
                return await SendAsync(token, wanted, cancellationToken).ConfigureAwait(false);
            }
            catch (AzureStoreException e) when (e.Failure is { } known && (IsRefused(known, wanted) || known.IsBlockMissing))
            {
                failure = known;
            }

            var state = await reader.FindAsync(token.Path, cancellationToken).ConfigureAwait(false);
            if (Own(state, token.Mark) is { } own)
                return own;
            if (Refusal(token.Path, condition, state) is { } refusal)
                throw refusal;
            if (failure.IsBlockMissing)
                throw errors.BlocksGone(token.Path);

            wanted = condition != default ? wanted : state.Metadata is { } there ? IfMatch(there.ETag!) : IfAbsent;
        }

        throw errors.Refuse("commit", token.Path, "others keep changing it. Write each version by one writer, or commit with a condition.");
    }

    private static BlobRequestConditions IfAbsent => new() { IfNoneMatch = ETag.All };

    private static BlobRequestConditions IfMatch(string eTag) => new() { IfMatch = new(eTag) };

    private static BlobRequestConditions? Conditions(PutCondition condition)
        => condition.MustBeAbsent ? IfAbsent : condition.ExpectedETag is { } eTag ? IfMatch(eTag) : null;

    private static bool IsRefused(RequestFailure? failure, BlobRequestConditions? wanted)
        => failure is not null && (failure.IsConflict || (failure.IsNotFound && wanted?.IfMatch is not null));

    private static ObjectMetadata? Own(BlobState state, string mark) => state.Mark == mark ? state.Metadata : null;

    /// <summary>Why the caller's condition does not hold; null when it does.</summary>
    private PreconditionFailedException? Refusal(ObjectPath path, PutCondition condition, BlobState state)
        => condition.MustBeAbsent && state.Metadata is not null ? errors.Exists(path)
            : condition.ExpectedETag is { } expected && state.Metadata?.ETag != expected ? errors.Changed(path, expected, state.Metadata?.ETag)
            : null;

    private Task<ObjectMetadata> SendAsync(BlockToken token, BlobRequestConditions? wanted, CancellationToken cancellationToken)
    {
        var commit = new CommitBlockListOptions
        {
            Conditions = wanted,
            HttpHeaders = Headers(token.ContentType),
            Metadata = BlobMetadata.Make(token.Mark, token.Metadata),
            Tags = TagsOf(token.Tags),
            AccessTier = token.Tier is { } tier ? new AccessTier(tier) : default(AccessTier?),
        };
        return requests.RunAsync(
            "commit", token.Path, TryAsync, again => reader.LookForAsync(token.Path, token.Mark, again), cancellationToken);

        async Task<ObjectMetadata> TryAsync(CancellationToken cancellation)
        {
            if (token.Size == 0)
                await CheckPendingAsync(token, cancellation).ConfigureAwait(false);

            var answer = await container.GetBlockBlobClient(token.Path.Value)
                .CommitBlockListAsync(token.BlockList, commit, cancellation).ConfigureAwait(false);
            return Describe(token.Path, token.Size, answer);
        }
    }

    // An empty list commits at any time, also once the upload is long gone; the service says so for others by itself.
    private async Task CheckPendingAsync(BlockToken token, CancellationToken cancellationToken)
    {
        var id = BlockIds.Make(token.Mark, 0);
        var blocks = await listing.BlocksAsync(token.Path, cancellationToken).ConfigureAwait(false);
        if (!blocks.Any(block => block.Name == id))
            throw new RequestFailedException(400, "The block of an empty upload is gone.", BlobErrorCode.InvalidBlockList.ToString(), null);
    }

    private static ObjectMetadata Describe(ObjectPath path, long size, Response<BlobContentInfo> answer)
        => new(path, size, BlobReader.TextOf(answer.Value.ETag)) { LastModified = answer.Value.LastModified };

    private static BlobHttpHeaders? Headers(string? contentType) => contentType is null ? null : new() { ContentType = contentType };

    private static Dictionary<string, string>? TagsOf(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? null : new(tags);
}
