using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DataflowWrite.Tests.Conventions;
using Npgsql;

namespace DataflowWrite.Tests.Services;

/// <summary>The PostgreSQL server of this test run: started by the first test that needs it, stopped with the assembly.</summary>
internal sealed class PostgresServer
{
    public const string User = "test";
    public const string Password = "pass;word %40/=\"'";

    private const int CannotRun = 77;

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private readonly Process _script;
    private readonly string? _reason;

    static PostgresServer()
    {
        // As the tool does; Npgsql asks once for the whole process.
        AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);
    }

    private PostgresServer(Process script, int port, string? reason)
    {
        _script = script;
        _reason = reason;
        Port = port;
    }

    public int Port { get; }

    private string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = Password,
        Database = "postgres",
    }.ConnectionString;

    /// <summary>The server; where none can be started, the test is ignored, and says why.</summary>
    public static async Task<PostgresServer> RequireAsync()
    {
        var server = await Started.Value;
        if (server._reason is { } reason)
            Assert.Ignore($"PostgreSQL: {reason}");

        return server;
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated)
            return;

        var script = (await Started.Value)._script;
        NpgsqlConnection.ClearAllPools();
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var port = FreePort();
        var script = Path.Combine(RepositoryTree.Root, "Pipeline.Tests", "Services", "postgres.sh");
        var start = new ProcessStartInfo("bash", [script, $"{port}", Password])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() == "ready")
            return new(process, port, reason: null);

        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(CannotRun, "the server should start, but: {0}", await errors);
        return new(process, port, (await errors).Trim());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
