using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Azure.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Reading;

/// <summary>Lists blobs and pending uploads, page by page; a page that fails is asked for again by itself.</summary>
internal sealed class BlobListing(BlobContainerClient container, RequestRunner requests)
{
    /// <summary>
    /// The visible blobs under a prefix in ordinal order of their paths. The whole list is read first, because an account with a
    /// hierarchical namespace has an order of its own.
    /// </summary>
    public async Task<List<ObjectMetadata>> VisibleAsync(ObjectPath prefix, CancellationToken cancellationToken)
    {
        var found = new List<ObjectMetadata>();
        await foreach (var (path, item) in EntriesAsync(prefix, BlobStates.None, cancellationToken).ConfigureAwait(false))
            found.Add(new(path, item.Properties.ContentLength ?? 0, item.Properties.ETag is { } eTag ? BlobReader.TextOf(eTag) : null)
            {
                LastModified = item.Properties.LastModified,
            });

        found.Sort(static (left, right) => string.CompareOrdinal(left.Path.Value, right.Path.Value));
        return found;
    }

    /// <summary>
    /// The uploads under a prefix that have blocks at a path without a visible blob, or with an empty one; at others the service tells no
    /// uncommitted blocks.
    /// </summary>
    public async IAsyncEnumerable<PendingObject> PendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (path, item) in EntriesAsync(prefix, BlobStates.Uncommitted, cancellationToken).ConfigureAwait(false))
        {
            if (item.Properties.ContentLength is > 0 || item.Properties.BlobType is not (null or BlobType.Block))
                continue;

            var blocks = await requests.RunAsync("list the blocks of", path, token => BlocksAsync(path, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var upload in blocks.GroupBy(block => BlockIds.MarkOf(block.Name)))
                if (upload.Key is { } mark)
                    yield return new BlockToken { Path = path, Mark = mark, Blocks = 0, Size = upload.Sum(block => block.SizeLong) }
                        .ToPending() with
                    {
                        StartedAt = item.Properties.CreatedOn ?? item.Properties.LastModified,
                    };
        }
    }

    /// <summary>The blocks at a path that no blob has; none where there is nothing.</summary>
    public async Task<IReadOnlyList<BlobBlock>> BlocksAsync(ObjectPath path, CancellationToken cancellationToken)
    {
        try
        {
            var list = await container.GetBlockBlobClient(path.Value)
                .GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellationToken).ConfigureAwait(false);
            return [.. list.Value.UncommittedBlocks];
        }
        catch (RequestFailedException e) when (RequestFailure.Of(e).IsNotFound)
        {
            return [];
        }
    }

    private async IAsyncEnumerable<(ObjectPath Path, BlobItem Item)> EntriesAsync(
        ObjectPath prefix, BlobStates states, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new GetBlobsOptions
        {
            Traits = BlobTraits.Metadata,
            States = states,
            Prefix = prefix.IsRoot ? null : $"{prefix}/",
        };
        for (string? next = null; next != "";)
        {
            var from = next;
            var page = await requests.RunAsync("list", prefix, token => PageAsync(options, from, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var item in page.Values)
                if (!BlobMetadata.IsDirectory(item.Metadata) && TryParse(item.Name) is { } path)
                    yield return (path, item);

            next = page.ContinuationToken ?? "";
        }
    }

    private async Task<Page<BlobItem>> PageAsync(GetBlobsOptions options, string? from, CancellationToken cancellationToken)
    {
        await foreach (var page in container.GetBlobsAsync(options, cancellationToken).AsPages(from).ConfigureAwait(false))
            return page;

        throw new IOException("The service has answered with no page at all.");
    }

    // Other tools may make names that are no paths here, with empty segments say: nobody can ask this store for them.
    private static ObjectPath? TryParse(string name)
    {
        try
        {
            return ObjectPath.Parse(name) is { IsRoot: false } path ? path : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
