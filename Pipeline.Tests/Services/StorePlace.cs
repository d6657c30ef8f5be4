using DataflowWrite.Azure;
using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Services;

/// <summary>A store that another process reaches by URI and variables.</summary>
internal sealed class StorePlace : IDisposable
{
    private readonly TempDirectory? _directory;
    private Func<ObjectPath, bool> _isLeftByServer = static _ => false;

    private StorePlace(string root, IObjectStore store, Dictionary<string, string> environment, TempDirectory? directory = null)
        => (Root, Store, Environment, _directory) = (root, store, environment, directory);

    /// <summary>The URI or path that datasets are below.</summary>
    public string Root { get; }

    public IObjectStore Store { get; }

    /// <summary>What the other process needs to know.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <param name="scheme">The scheme of the URI.</param>
    /// <param name="s3">For S3; null for the defaults.</param>
    public static async Task<StorePlace> MakeAsync(string scheme, S3ObjectStoreOptions? s3 = null) => scheme switch
    {
        "memory" => new("memory:", new MemoryObjectStore(), []),
        "s3" => await MakeOnS3Async(s3),
        "az" => await MakeOnAzureAsync(),
        _ => MakeLocal(),
    };

    /// <summary>A directory of the caller's.</summary>
    public static StorePlace On(string directory) => new(directory, new LocalObjectStore(directory), []);

    /// <summary>A store of the caller's, which nobody else reaches.</summary>
    public static StorePlace Over(IObjectStore store) => new(store.Description, store, []);

    /// <summary>
    /// A store of a server that is killed: right after it made an object visible it may have left the upload in its list, which does not count as remains.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="wasVisible">Whether an object has been made visible.</param>
    public static StorePlace OfKilledServer(IObjectStore store, Func<ObjectPath, bool> wasVisible)
        => new(store.Description, store, []) { _isLeftByServer = wasVisible };

    /// <summary>What is there and is no data file.</summary>
    public async Task<List<string>> RemainsAsync()
    {
        var found = new List<string>();
        await foreach (var metadata in Store.ListAsync(default))
            if (!metadata.Path.Name.EndsWith(".csv", StringComparison.Ordinal) || metadata.Path.Value.Contains("dfw", StringComparison.Ordinal))
                found.Add(metadata.Path.Value);

        // Azure drops blocks after a week, and nobody before.
        if (Store.Capabilities.AbortIsFinal)
            await foreach (var upload in Store.ListPendingAsync(default))
                if (!_isLeftByServer(upload.Path))
                    found.Add($"upload of {upload.Path}");

        if (Store is LocalObjectStore)
            found.AddRange(Directory.EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(path => Path.GetFileName(path)[0] == '.'));

        return found;
    }

    public Task<IReadOnlyList<RecoveryItem>> RecoverAsync(string dataset)
        => Recovery.SweepAsync(Store, ObjectPath.Parse(dataset), new() { OlderThan = TimeSpan.Zero });

    public void Dispose()
    {
        (Store as IDisposable)?.Dispose();
        _directory?.Dispose();
    }

    private static StorePlace MakeLocal()
    {
        var directory = new TempDirectory();
        return new(directory.FullPath, new LocalObjectStore(directory.FullPath), [], directory);
    }

    private static async Task<StorePlace> MakeOnS3Async(S3ObjectStoreOptions? options)
    {
        var server = await S3Server.RequireAsync();
        if (!server.IsFull)
            Assert.Ignore("This server does not honour the conditions of completions.");

        var bucket = await server.MakeBucketAsync();
        var connection = new S3ConnectionOptions
        {
            Endpoint = server.Endpoint,
            Region = S3Server.Region,
            AccessKeyId = S3Server.AccessKey,
            SecretAccessKey = S3Server.SecretKey,
        };
        return new($"s3://{bucket}", S3ObjectStore.Open(bucket, connection: connection, options: options), server.Environment);
    }

    private static async Task<StorePlace> MakeOnAzureAsync()
    {
        var server = await AzuriteServer.RequireAsync();
        var container = await server.CreateContainerAsync();
        return new($"az://{container.Name}", new AzureBlobStore(container), server.Environment);
    }
}
