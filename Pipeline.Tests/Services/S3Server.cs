using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using DataflowWrite.S3;
using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Services;

/// <summary>A radosgw, which is a real S3 server: the one of this test run, started by the first test that needs it, or one of a test's own.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string AccessKey = "TESTACCESSKEY";
    public const string SecretKey = "testsecret/of+radosgw=1";
    public const string Region = "us-east-1";

    /// <summary>A key that the server has for encryption at rest.</summary>
    public const string KmsKey = "testkey";

    private const int CannotRun = 77;
    private const string Ready = "ready";
    private const string FullFlavor = "tentacle";

    private static readonly Lazy<Task<S3Server>> Shared = new(StartAsync);
    private static int _buckets;

    private readonly Process _script;
    private readonly string? _reason;
    private readonly string _flavor;

    private S3Server(Process script, int port, string flavor, string? reason)
    {
        _script = script;
        _flavor = flavor;
        _reason = reason;
        Endpoint = new($"http://127.0.0.1:{port}");
    }

    public Uri Endpoint { get; }

    /// <summary>The variables by which a process reaches it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = Endpoint.OriginalString,
        ["AWS_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = SecretKey,
    };

    /// <summary>Conditions on completions are honoured, and checksums kept; older servers do neither.</summary>
    public bool IsFull => _flavor == FullFlavor;

    /// <summary>The server of this run; where none can be started, the test is ignored, and says why.</summary>
    public static async Task<S3Server> RequireAsync()
    {
        var server = await Shared.Value;
        if (server._reason is { } reason)
            Assert.Ignore($"S3: {reason}");

        if (!server.IsFull)
            await TestContext.Out.WriteLineAsync($"NOT OFFERED by this server, Ceph {server._flavor}: conditional writes and stored checksums.");

        return server;
    }

    /// <summary>A server that one test may kill; the test disposes it.</summary>
    public static async Task<S3Server> StartOwnAsync()
    {
        await RequireAsync();
        return await StartAsync();
    }

    public static async Task StopAsync()
    {
        if (Shared.IsValueCreated)
            await (await Shared.Value).DisposeAsync();
    }

    /// <summary>What a store over this server may ask for.</summary>
    public S3ObjectStoreOptions Adjust(S3ObjectStoreOptions options) => options with { ConditionalWrites = IsFull };

    public AmazonS3Config Configure() => new()
    {
        ServiceURL = Endpoint.OriginalString,
        ForcePathStyle = true,
        AuthenticationRegion = Region,
        MaxErrorRetry = 0,
    };

    public AmazonS3Client Connect(AmazonS3Config? config = null) => new(new BasicAWSCredentials(AccessKey, SecretKey), config ?? Configure());

    /// <summary>A new bucket.</summary>
    public async Task<string> MakeBucketAsync()
    {
        var name = $"bucket-{Interlocked.Increment(ref _buckets)}";
        using var client = Connect();
        await client.PutBucketAsync(name);
        return name;
    }

    /// <summary>Kills radosgw in the middle of whatever it does, and starts it again; ends when it answers.</summary>
    public async Task KillAsync()
    {
        await _script.StandardInput.WriteLineAsync("kill");
        await _script.StandardInput.FlushAsync();
        (await _script.StandardOutput.ReadLineAsync()).Should().Be(Ready, "radosgw should come back");
    }

    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
    }

    private static async Task<S3Server> StartAsync()
    {
        var ports = FreePorts(3);
        var script = Path.Combine(RepositoryTree.Root, "Pipeline.Tests", "Services", "radosgw.sh");
        var start = new ProcessStartInfo("bash", [script, .. ports.Select(port => $"{port}"), AccessKey, SecretKey])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if ((await process.StandardOutput.ReadLineAsync())?.Split(' ') is [Ready, var flavor])
            return new(process, ports[0], flavor, reason: null);

        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(CannotRun, "the server should start, but: {0}", await errors);
        return new(process, ports[0], "", (await errors).Trim());
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();

        return ports;
    }
}
