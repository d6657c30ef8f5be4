using System.Diagnostics;
using DataflowWrite.Commit;

namespace DataflowWrite.Tests.Crashes;

/// <summary>One run of <see cref="CrashWriter"/>, killed at a call.</summary>
/// <param name="Calls">What it had announced; what it was doing is the last of them, or came after it.</param>
internal sealed record KilledWrite(IReadOnlyList<string> Calls)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Phase => CrashPhase.Of(Calls);

    /// <param name="destination">Where it writes.</param>
    /// <param name="mode">How.</param>
    /// <param name="writeId">Its id.</param>
    /// <param name="partitions">How many partitions get rows.</param>
    /// <param name="environment">The credentials of the store.</param>
    /// <param name="isDue">Whether to kill it, asked at each call; SIGKILL reaches it a moment later, in the middle of whatever it does then.</param>
    public static async Task<KilledWrite> RunAsync(
        string destination, SaveMode mode, string writeId, int partitions, IReadOnlyDictionary<string, string> environment, Func<string, bool> isDue)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledWrite).Assembly.Location, destination, $"{mode}", writeId, $"{partitions}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var calls = new List<string>();
        var isKilled = false;
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } call)
        {
            calls.Add(call);
            if (isKilled || !isDue(call))
                continue;

            process.Kill();
            isKilled = true;
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
        if (!isKilled && process.ExitCode != 0)
            throw new InvalidOperationException($"The write failed by itself: {await errors}");

        return new(calls);
    }
}
