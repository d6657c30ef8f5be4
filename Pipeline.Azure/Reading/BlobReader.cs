using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Azure.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Reading;

/// <summary>Tells what is at a path, and opens it.</summary>
internal sealed class BlobReader(BlobContainerClient container, RequestRunner requests, AzureErrors errors)
{
    public Task<BlobState> FindAsync(ObjectPath path, CancellationToken cancellationToken)
        => requests.RunAsync("look up", path, token => LookAsync(path, token), cancellationToken);

    /// <summary>The blob at a path if it comes from this upload: one attempt, for use within another request.</summary>
    public async Task<ObjectMetadata?> LookForAsync(ObjectPath path, string mark, CancellationToken cancellationToken)
    {
        var state = await LookAsync(path, cancellationToken).ConfigureAwait(false);
        return state.Mark == mark ? state.Metadata : null;
    }

    public async Task<Stream> OpenAsync(ObjectPath path, long offset, long? length, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(path.Value);
        var options = new BlobDownloadOptions { Range = new(offset, length) };
        try
        {
            var download = await requests.RunAsync("read", path, SendAsync, cancellationToken).ConfigureAwait(false);
            return new BlobReadStream(download.Content, path, errors);
        }
        catch (AzureStoreException e) when (e.Failure is { IsNotFound: true })
        {
            throw errors.NotFound(path);
        }
        catch (AzureStoreException e) when (e.Failure is { Status: 416 })
        {
            return new MemoryStream([], writable: false);
        }

        async Task<BlobDownloadStreamingResult> SendAsync(CancellationToken token)
            => await blob.DownloadStreamingAsync(options, token).ConfigureAwait(false);
    }

    /// <summary>The version mark as the contract has it, without the quotes of the header.</summary>
    public static string TextOf(ETag eTag) => eTag.ToString().Trim('"');

    private async Task<BlobState> LookAsync(ObjectPath path, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await container.GetBlobClient(path.Value)
                .GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            if (BlobMetadata.IsDirectory(found.Metadata))
                return BlobState.Absent;

            var metadata = new ObjectMetadata(path, found.ContentLength, TextOf(found.ETag))
            {
                LastModified = found.LastModified,
                UserMetadata = BlobMetadata.FromBlob(found.Metadata),
            };
            return new(metadata, BlobMetadata.MarkIn(found.Metadata));
        }
        catch (RequestFailedException e) when (RequestFailure.Of(e).IsNotFound)
        {
            return BlobState.Absent;
        }
    }
}
