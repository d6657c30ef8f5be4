using System.Globalization;

namespace DataflowWrite.Benchmarks;

/// <summary>Runs contestants in turn (A B A B …), so that a machine that gets slower slows all of them, and prints the medians.</summary>
internal static class Race
{
    private const int WarmUps = 4;

    public static void Run(RaceOptions options, int rows, Contestant[] contestants)
    {
        for (var i = 0; i < WarmUps; i++)
            foreach (var contestant in contestants)
            {
                contestant.Run();
                // The runtime compiles hot methods again in the background.
                Thread.Sleep(TimeSpan.FromMilliseconds(200));
            }

        var laps = contestants.Select(_ => new List<Lap>(options.Reps)).ToArray();
        for (var rep = 0; rep < options.Reps; rep++)
            for (var i = 0; i < contestants.Length; i++)
                laps[i].Add(Measure(contestants[i]));

        Console.WriteLine($"{rows:N0} rows, {options.Reps} runs each, one thread, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
        Console.WriteLine($"{"",-24}{"median CPU",11}{"min CPU",11}{"ns/row",9}{"MB/s",9}{"bytes/row",11}{"alloc/row",11}");
        for (var i = 0; i < contestants.Length; i++)
            Print(contestants[i].Name, rows, laps[i]);
    }

    private static Lap Measure(Contestant contestant)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Seconds;
        var bytes = contestant.Run();
        var elapsed = ThreadClock.Seconds - start;
        return new Lap(elapsed, bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static void Print(string name, int rows, List<Lap> laps)
    {
        var ordered = laps.OrderBy(lap => lap.Seconds).ToArray();
        var median = ordered[ordered.Length / 2];
        var perRow = median.Seconds / rows * 1e9;
        var rate = median.Bytes / median.Seconds / 1e6;
        var size = median.Bytes / (double)rows;
        var allocated = laps.Min(lap => lap.Allocated) / (double)rows;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24}{median.Seconds,11:F4}{ordered[0].Seconds,11:F4}{perRow,9:F1}{rate,9:F0}{size,11:F1}{allocated,11:F3}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"race":"records","name":"{{name}}","rows":{{rows}},"median":{{median.Seconds:F6}},"min":{{ordered[0].Seconds:F6}}"""
            + $$""","bytes":{{median.Bytes}},"allocatedPerRow":{{allocated:F4}}}"""));
    }
}
