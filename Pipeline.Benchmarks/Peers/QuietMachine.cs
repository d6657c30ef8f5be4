using System.Diagnostics;
using System.Globalization;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>Whether the machine has other work to do: its load, and how evenly a loop of fixed length runs.</summary>
internal sealed record QuietMachine(double? Load, double Unevenness)
{
    private const int Loops = 12;
    private const int Steps = 20_000_000;
    private const double LoadLimit = 0.5;
    private const double UnevennessLimit = 1.15;

    public bool IsQuiet => (Load ?? 0) <= LoadLimit && Unevenness <= UnevennessLimit;

    public static QuietMachine Measure()
    {
        var seconds = Enumerable.Range(0, Loops).Select(_ => TimeLoop()).Order().ToArray();
        return new(ReadLoad(), seconds[^2] / seconds[0]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"load {Load:F2}, a fixed loop takes up to {Unevenness:F2} times its best{(IsQuiet ? "" : " - warning: this machine is not quiet")}");

    private static double TimeLoop()
    {
        var start = Stopwatch.GetTimestamp();
        var state = 1UL;
        for (var i = 0; i < Steps; i++)
            state = (state * 6_364_136_223_846_793_005) + 1;

        GC.KeepAlive(state);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double? ReadLoad()
        => OperatingSystem.IsLinux() ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
