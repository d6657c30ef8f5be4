using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using DataflowWrite.Tests.Conventions;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Services;

/// <summary>An Azurite server: the one of this test run, started by the first test that needs it, in memory, or one of a fixture's own, on disk.</summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    public const string Account = "testaccount";

    private const string Version = "3.37.0";
    private const int CannotRun = 77;
    private const string Ready = "ready";

    private static readonly Lazy<Task<AzuriteServer>> Shared = new(() => StartAsync());

    private static int _containers;

    private readonly Process _script;
    private readonly string? _reason;

    private AzuriteServer(Process script, int port, string key, string? reason)
    {
        (_script, _reason) = (script, reason);
        (Endpoint, Key) = (new($"http://127.0.0.1:{port}/{Account}"), key);
    }

    public Uri Endpoint { get; }

    /// <summary>The secret of the account, in Base64.</summary>
    public string Key { get; }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    /// <summary>The variables by which a process reaches it.</summary>
    public Dictionary<string, string> Environment => new() { ["AZURE_STORAGE_CONNECTION_STRING"] = ConnectionString };

    /// <summary>The server; where none can be started, the test is ignored, and says why.</summary>
    public static async Task<AzuriteServer> RequireAsync()
    {
        var server = await Shared.Value;
        if (server._reason is { } reason)
            Assert.Ignore($"Azurite: {reason}");

        return server;
    }

    /// <summary>A server that keeps its data on disk, and that its owner may stop and start; the owner disposes it.</summary>
    public static async Task<AzuriteServer> StartOwnAsync()
    {
        await RequireAsync();
        return await StartAsync("disk");
    }

    public static async Task StopAsync()
    {
        if (Shared.IsValueCreated && Shared.Value.IsCompletedSuccessfully)
            await (await Shared.Value).DisposeAsync();
    }

    /// <summary>Asks a server of the caller's own to stop, as a service manager does. Ends when it has; what it has acknowledged it keeps.</summary>
    public Task GoDownAsync() => CommandAsync("stop", "stopped");

    /// <summary>Starts it again. Ends when it answers.</summary>
    public Task ComeBackAsync() => CommandAsync("start", Ready);

    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
    }

    /// <summary>A fresh container.</summary>
    public async Task<BlobContainerClient> CreateContainerAsync(BlobClientOptions? options = null)
    {
        var container = new BlobContainerClient(ConnectionString, $"test-{Interlocked.Increment(ref _containers)}", options);
        await new BlobContainerClient(ConnectionString, container.Name).CreateAsync();
        return container;
    }

    private async Task CommandAsync(string command, string answer)
    {
        await _script.StandardInput.WriteLineAsync(command);
        await _script.StandardInput.FlushAsync();
        (await _script.StandardOutput.ReadLineAsync()).Should().Be(answer, "Azurite should {0}", command);
    }

    private static async Task<AzuriteServer> StartAsync(params string[] arguments)
    {
        var folder = await NpmPackage.InstallAsync($"azurite-{Version}", $"azurite@{Version}", "--ignore-scripts", "--omit=dev");
        var port = FreePort();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var script = Path.Combine(RepositoryTree.Root, "Pipeline.Tests", "Services", "azurite.sh");
        var start = new ProcessStartInfo("bash", [script, $"{port}", Path.Combine(folder, "node_modules"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" },
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() == Ready)
            return new(process, port, key, reason: null);

        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(CannotRun, "the server should start, but: {0}", await errors);
        return new(process, port, key, (await errors).Trim());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
