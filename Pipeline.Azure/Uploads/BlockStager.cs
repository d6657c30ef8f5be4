using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>Sends blocks, which stay invisible.</summary>
internal sealed class BlockStager(BlobContainerClient container, RequestRunner requests, AzureErrors errors, AzureBlobStoreOptions options)
{
    private readonly BlockBlobStageBlockOptions _options = new() { TransferValidation = new() { ChecksumAlgorithm = options.Checksum } };

    public Task StageAsync(ObjectPath path, string blockId, ArraySegment<byte> bytes, CancellationToken cancellationToken)
    {
        var blob = container.GetBlockBlobClient(path.Value);
        return requests.RunAsync("write", path, SendAsync, cancellationToken);

        async Task<BlockInfo> SendAsync(CancellationToken token)
        {
            using var content = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            return await blob.StageBlockAsync(blockId, content, _options, token).ConfigureAwait(false);
        }
    }

    public IOException TooManyBlocks(ObjectPath path, long size) => errors.Refuse(
        "write",
        path,
        $"it has {BlockSizes.MaxBlocks:N0} blocks with {size:N0} bytes, and a blob takes no more. Raise BlockSize, or write smaller files.");
}
