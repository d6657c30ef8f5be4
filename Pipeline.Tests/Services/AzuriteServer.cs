using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using DataflowWrite.Tests.Conventions;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Services;

/// <summary>The Azurite server of this test run: started by the first test that needs it, stopped with the assembly.</summary>
internal sealed class AzuriteServer
{
    public const string Account = "testaccount";

    private const string Version = "3.37.0";
    private const int CannotRun = 77;

    private static readonly Lazy<Task<AzuriteServer>> Started = new(StartAsync);

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
        var server = await Started.Value;
        if (server._reason is { } reason)
            Assert.Ignore($"Azurite: {reason}");

        return server;
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated || !Started.Value.IsCompletedSuccessfully)
            return;

        var script = (await Started.Value)._script;
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    /// <summary>A fresh container.</summary>
    public async Task<BlobContainerClient> CreateContainerAsync(BlobClientOptions? options = null)
    {
        var container = new BlobContainerClient(ConnectionString, $"test-{Interlocked.Increment(ref _containers)}", options);
        await new BlobContainerClient(ConnectionString, container.Name).CreateAsync();
        return container;
    }

    private static async Task<AzuriteServer> StartAsync()
    {
        var folder = await NpmPackage.InstallAsync($"azurite-{Version}", $"azurite@{Version}", "--ignore-scripts", "--omit=dev");
        var port = FreePort();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var script = Path.Combine(RepositoryTree.Root, "Pipeline.Tests", "Services", "azurite.sh");
        var start = new ProcessStartInfo("bash", [script, $"{port}", Path.Combine(folder, "node_modules")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" },
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() == "ready")
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
