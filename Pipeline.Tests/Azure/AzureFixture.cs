using System.Text;
using Azure.Storage.Blobs;
using DataflowWrite.Azure;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Azure;

/// <summary>The base of tests that have a container of Azurite each, and reach it over a network that they spoil.</summary>
public abstract class AzureFixture
{
    private protected static readonly ObjectPath Target = ObjectPath.Parse("data/part=1/file.csv");

    private protected HastyTime Time { get; private set; } = null!;

    /// <summary>The container over a network without faults.</summary>
    private protected BlobContainerClient Container { get; private set; } = null!;

    private protected AzuriteServer Server { get; private set; } = null!;

    [SetUp]
    public async Task CreateContainerAsync()
    {
        Time = new();
        Server = await AzuriteServer.RequireAsync();
        Container = await Server.CreateContainerAsync();
    }

    [TearDown]
    public async Task DeleteContainerAsync()
    {
        if (Container is not null)
            await Container.DeleteIfExistsAsync();
    }

    /// <summary>The store over a network; its clock waits for nothing, unless it is given one.</summary>
    private protected AzureBlobStore Store(FaultyNetwork? network = null, AzureBlobStoreOptions? options = null, TimeProvider? time = null)
        => new(network is null ? Container : new(Server.ConnectionString, Container.Name, network.Options()), options, time ?? Time);

    private protected static async Task<PendingObject> PrepareAsync(IObjectStore store, ObjectPath path, string content)
    {
        await using var upload = await store.StartUploadAsync(path);
        await upload.WriteAsync(Encoding.UTF8.GetBytes(content));
        return await upload.PrepareAsync();
    }

    private protected static async Task<string> ReadAsync(IObjectStore store, ObjectPath path)
    {
        using var reader = new StreamReader(await store.OpenReadAsync(path));
        return await reader.ReadToEndAsync();
    }

    private protected static async Task<List<string>> ListAsync(IObjectStore store)
    {
        var paths = new List<string>();
        await foreach (var metadata in store.ListAsync(ObjectPath.Root))
            paths.Add(metadata.Path.Value);

        return paths;
    }
}
