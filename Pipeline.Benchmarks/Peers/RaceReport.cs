using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>Prints a cell as a table, and a line of JSON for each contestant. A ratio is the contestant's seconds to those of our fastest, or of the fastest peer.</summary>
internal static class RaceReport
{
    private const double Mega = 1e6;

    public static void Print(RaceCell cell, long rows, PeerRaceOptions options, QuietMachine machine, PeerResult[] results)
    {
        var (good, bad) = (results.Where(result => result.Error is null).ToArray(), results.Where(result => result.Error is not null).ToArray());
        var cpu = good.Where(result => result.Entrant.IsOurs).Min(result => (double?)result.Cpu);
        var ours = Fastest(good.Where(result => result.Entrant.IsOurs));
        var peer = Fastest(good.Where(result => !IsAnyOurs(result)));
        Console.WriteLine(Text(
            $"{cell}: {rows:N0} rows, {options.Reps} runs each in turn, {options.Threads} threads, {Environment.ProcessorCount} processors, .NET {Environment.Version}; {machine}"));
        Console.WriteLine(
            $"{"",-26}{"median s",10}{"min s",9}{"CPU s",9}{"Mrows/s",9}{"MB/s",8}{"peak MB",9}{"alloc MB",10}{"files",8}{"MB",9}{"/ours",8}{"/best",8}{"CPU/ours",10}");
        foreach (var result in good.OrderBy(result => result.Median))
            Console.WriteLine(Text(
                $"{result.Entrant.Name + " " + result.Version,-26}{result.Median,10:F4}{result.Best,9:F4}{result.Cpu,9:F3}{rows / result.Median / Mega,9:F2}{result.Bytes / result.Median / Mega,8:F0}{result.PeakBytes / Mega,9:F0}{result.Allocated / Mega,10:F1}{result.Files,8}{result.Bytes / Mega,9:F1}{result.Median / ours,8:F2}{result.Median / peer,8:F2}{result.Cpu / cpu,10:F2}"));

        foreach (var result in bad)
            Console.WriteLine($"{result.Entrant.Name + " " + result.Version,-26} {result.Error}");

        Console.WriteLine();
        foreach (var result in results)
            Append(options.Json, Line(cell, rows, options, machine, result, ours, peer));
    }

    private static void Append(string? file, string line)
    {
        if (file is null)
            Console.WriteLine(line);
        else
            File.AppendAllText(file, line + "\n");
    }

    private static bool IsAnyOurs(PeerResult result) => result.Entrant.Name.StartsWith("ours", StringComparison.Ordinal);

    private static double? Fastest(IEnumerable<PeerResult> results) => results.Min(result => (double?)result.Median);

    private static string Line(
        RaceCell cell, long rows, PeerRaceOptions options, QuietMachine machine, PeerResult result, double? ours, double? peer)
    {
        var line = new JsonObject
        {
            ["workload"] = cell.Workload,
            ["format"] = cell.Format.Name,
            ["partition"] = cell.Partition,
            ["name"] = result.Entrant.Name,
            ["version"] = result.Version,
            ["rows"] = rows,
            ["threads"] = options.Threads,
            ["load"] = machine.Load,
            ["unevenness"] = Math.Round(machine.Unevenness, 3),
            ["error"] = result.Error,
        };
        if (result.Error is null)
        {
            line["seconds"] = new JsonArray([.. result.Laps.Select(lap => JsonValue.Create(Math.Round(lap.Seconds, 6)))]);
            line["median"] = result.Median;
            line["min"] = result.Best;
            line["cpu"] = result.Cpu;
            line["rowsPerSecond"] = Math.Round(rows / result.Median);
            line["bytesPerSecond"] = Math.Round(result.Bytes / result.Median);
            line["peakBytes"] = result.PeakBytes;
            line["allocated"] = result.Allocated;
            line["files"] = result.Files;
            line["bytes"] = result.Bytes;
            line["toOurs"] = result.Median / ours;
            line["toBestPeer"] = result.Median / peer;
        }

        return line.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
