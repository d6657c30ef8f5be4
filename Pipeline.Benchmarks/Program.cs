using System.Globalization;
using DataflowWrite.Benchmarks.Generator;
using DataflowWrite.Benchmarks.Peers;
using DataflowWrite.Benchmarks.Records;
using DataflowWrite.Benchmarks.Uploads;

namespace DataflowWrite.Benchmarks;

/// <summary>Races against other libraries, each in turn within one run, and what the generator costs.</summary>
internal static class Program
{
    private const string Usage =
        $"usage: {PeerRaceOptions.Usage} | records [--rows N] [--reps N] | generator [--reps N] | upload --to URI --mib N --memory-mib N";
    private const int GeneratorReps = 15;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["race", .. var rest] when PeerRaceOptions.Parse(rest) is { } options:
                await PeerRace.RunAsync(options).ConfigureAwait(false);
                return 0;
            case ["race-lap", var name] when EntrantList.All.FirstOrDefault(entrant => entrant.Name == name) is { Peer: { } make }:
                await LapLoop.RunAsync(make()).ConfigureAwait(false);
                return 0;
            case ["records", .. var rest] when RaceOptions.Parse(rest) is { } options:
                RaceRecords(options);
                return 0;
            case ["generator"]:
                GeneratorRace.Run(GeneratorReps);
                return 0;
            case ["generator", "--reps", var text]
                when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var reps) && reps > 0:
                GeneratorRace.Run(reps);
                return 0;
            case ["upload", .. var rest] when UploadRun.Parse(rest) is { } run:
                DataflowWrite.Cli.NativeHeap.ReturnLargeBuffers();
                await UploadMemory.RunAsync(run).ConfigureAwait(false);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void RaceRecords(RaceOptions options)
    {
        var rows = PageViews.Make(options.Rows);
        Race.Run(options, rows.Length, [
            new OurText("dataflowwrite csv", Serialization.FileFormat.Csv(), rows),
            new CsvHelperCsv(rows),
            new OurText("dataflowwrite jsonl", Serialization.FileFormat.JsonLines(), rows),
            new SystemTextJsonLines(rows),
            new BatchesOfReadings(Reading.Make(options.Rows)),
        ]);
    }
}
