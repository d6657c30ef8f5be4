using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>A contestant in a process of its own, so that none shares a heap, a thread pool or compiled code with another.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _patience;

    private PeerProcess(Entrant entrant, ProcessStartInfo start, TimeSpan patience)
    {
        Entrant = entrant;
        _patience = patience;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public Entrant Entrant { get; }

    public string Version { get; private set; } = "?";

    /// <summary>Resident bytes with the rows loaded and nothing written yet.</summary>
    public long LoadedBytes { get; private set; }

    public static async Task<PeerProcess> StartAsync(Entrant entrant, LapRequest load, NodePeers node, TimeSpan patience)
    {
        var start = entrant.Peer is null ? node.Script(entrant.Name) : Own(entrant.Name);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var threads = load.Threads.ToString(CultureInfo.InvariantCulture);
        foreach (var variable in new[] { "DOTNET_PROCESSOR_COUNT", "POLARS_MAX_THREADS", "OMP_NUM_THREADS" })
            start.Environment[variable] = threads;

        var peer = new PeerProcess(entrant, start, patience);
        try
        {
            peer.Version = (await peer.AskAsync(load).ConfigureAwait(false)).Version ?? "?";
            peer.LoadedBytes = ProcessMemory.Resident(peer._process.Id);
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Has the rows written once.</summary>
    public async Task<PeerLap> RunAsync(LapRequest request)
    {
        ProcessMemory.ForgetPeak(_process.Id);
        var reply = await AskAsync(request).ConfigureAwait(false);
        return new(reply.Seconds, reply.Cpu, Math.Max(0, ProcessMemory.Peak(_process.Id) - LoadedBytes), reply.Allocated);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo Own(string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PeerProcess).Assembly.Location);

        start.ArgumentList.Add("race-lap");
        start.ArgumentList.Add(name);
        return start;
    }

    private async Task<LapReply> AskAsync(LapRequest request)
    {
        using var limit = new CancellationTokenSource(_patience);
        var line = JsonSerializer.Serialize(request, LapJson.Default.LapRequest);
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), limit.Token).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(limit.Token).ConfigureAwait(false);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is { } text)
        {
            // Some libraries write to standard output on their own.
            if (!text.StartsWith('{'))
                continue;

            var reply = JsonSerializer.Deserialize(text, LapJson.Default.LapReply)!;
            return reply.Error is null ? reply : throw new InvalidOperationException(reply.Error);
        }

        throw new InvalidOperationException($"The process of {Entrant.Name} ended.");
    }
}
