using System.Diagnostics;
using System.Text.Json;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>The process of a contestant on .NET: it answers one line for each line that it reads.</summary>
internal static class LapLoop
{
    public static async Task RunAsync(IPeer peer)
    {
        using (peer)
            while (Console.ReadLine() is { } line)
                Console.WriteLine(JsonSerializer.Serialize(await AnswerAsync(peer, line).ConfigureAwait(false), LapJson.Default.LapReply));
    }

    private static async Task<LapReply> AnswerAsync(IPeer peer, string line)
    {
        try
        {
            var request = JsonSerializer.Deserialize(line, LapJson.Default.LapRequest)!;
            return request.Command == "load" ? Load(peer, request) : await RunAsync(peer, request).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new(Error: exception.ToString());
        }
    }

    private static LapReply Load(IPeer peer, LapRequest request)
    {
        peer.Load(WorkloadList.Find(request.Workload)!, request);
        GC.Collect();
        return new(Version: peer.Version);
    }

    private static async Task<LapReply> RunAsync(IPeer peer, LapRequest request)
    {
        var cell = new RaceCell(request.Workload, RaceFormat.Find(request.Format!)!, request.Partition);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await peer.WriteAsync(cell, request.Output!).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(
            elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
