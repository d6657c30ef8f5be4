using System.Text;
using Amazon.S3;
using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.S3;

/// <summary>A bucket of its own with a store over it whose requests can be made to fail, and one whose requests are left alone.</summary>
internal sealed class S3Place : IDisposable
{
    public static readonly ObjectPath Path = ObjectPath.Parse("data/part=1/file.csv");

    private readonly AmazonS3Client _faulty;

    private S3Place(S3Server server, string bucket, S3ObjectStoreOptions options, TimeProvider? time)
    {
        Bucket = bucket;
        var config = server.Configure();
        config.HttpClientFactory = Http;
        _faulty = server.Connect(config);
        Client = server.Connect();
        Store = new(_faulty, bucket, default, server.Adjust(options), time);
        Plain = new(Client, bucket, default, server.Adjust(options));
    }

    public string Bucket { get; }

    public FaultyHttp Http { get; } = new();

    public S3ObjectStore Store { get; }

    public S3ObjectStore Plain { get; }

    /// <summary>The client of <see cref="Plain"/>.</summary>
    public AmazonS3Client Client { get; }

    /// <summary>Attempts with hardly a wait between them.</summary>
    public static S3ObjectStoreOptions Impatient { get; } = new()
    {
        PartSize = S3ObjectStoreOptions.MinPartSize,
        Retry = new() { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) },
    };

    public static async Task<S3Place> MakeAsync(S3ObjectStoreOptions? options = null, TimeProvider? time = null, S3Server? server = null)
    {
        server ??= await S3Server.RequireAsync();
        return new(server, await server.MakeBucketAsync(), options ?? Impatient, time);
    }

    public static async Task<PendingObject> PrepareAsync(IObjectStore store, ReadOnlyMemory<byte> content, ObjectPath? path = null, UploadOptions? options = null)
    {
        await using var upload = await store.StartUploadAsync(path ?? Path, options);
        await upload.WriteAsync(content);
        return await upload.PrepareAsync();
    }

    public static Task<PendingObject> PrepareAsync(IObjectStore store, string content) => PrepareAsync(store, Encoding.UTF8.GetBytes(content));

    public async Task<byte[]> ReadAsync(ObjectPath? path = null)
    {
        await using var stream = await Plain.OpenReadAsync(path ?? Path);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);
        return read.ToArray();
    }

    public async Task<string> ReadTextAsync() => Encoding.UTF8.GetString(await ReadAsync());

    /// <summary>The paths of the uploads that the server holds.</summary>
    public async Task<List<string>> UploadsAsync()
    {
        var found = new List<string>();
        await foreach (var pending in Plain.ListPendingAsync(default))
            found.Add(pending.Path.Value);

        return found;
    }

    public void Dispose()
    {
        _faulty.Dispose();
        Client.Dispose();
        Http.Dispose();
    }
}
