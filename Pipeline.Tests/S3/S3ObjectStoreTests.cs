using Amazon.S3;
using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.S3;

/// <summary>The contract of stores, over a real server.</summary>
public sealed class S3ObjectStoreTests : ObjectStoreContract
{
    private static readonly Lazy<Task<string>> Bucket = new(async () => await (await S3Server.RequireAsync()).MakeBucketAsync());
    private static int _prefixes;

    private readonly List<AmazonS3Client> _clients = [];

    protected override bool ListsUnpreparedUploads => false;

    protected override async ValueTask<IObjectStore> CreateStoreAsync()
    {
        var server = await S3Server.RequireAsync();
        var client = server.Connect();
        _clients.Add(client);
        var options = server.Adjust(new() { PartSize = S3ObjectStoreOptions.MinPartSize });
        return new S3ObjectStore(client, await Bucket.Value, ObjectPath.Parse("some/root"), options);
    }

    protected override ValueTask<IObjectStore> ReopenAsync() => CreateStoreAsync();

    protected override ObjectPath CreatePrefix() => ObjectPath.Parse($"test {Interlocked.Increment(ref _prefixes)}");

    protected override ValueTask CleanUpAsync()
    {
        foreach (var client in _clients)
            client.Dispose();

        _clients.Clear();
        return default;
    }
}
