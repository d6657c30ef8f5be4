using Azure.Storage.Blobs;
using DataflowWrite.Azure;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Azure;

/// <summary>The contract against Azurite, with a container for each test.</summary>
public sealed class AzureBlobStoreTests : ObjectStoreContract
{
    private BlobContainerClient? _container;

    protected override bool KeepsUploadsApart => false;

    protected override bool ListsReplacingUploads => false;

    protected override int ObjectsPerPage => 5000;

    protected override async ValueTask<IObjectStore> CreateStoreAsync()
    {
        _container = await (await AzuriteServer.RequireAsync()).CreateContainerAsync();
        return new AzureBlobStore(_container);
    }

    protected override ValueTask<IObjectStore> ReopenAsync() => new(new AzureBlobStore(_container!));

    protected override async ValueTask CleanUpAsync()
    {
        if (_container is not null)
            await _container.DeleteIfExistsAsync();
    }
}
