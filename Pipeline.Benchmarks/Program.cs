using DataflowWrite.Benchmarks.Records;

namespace DataflowWrite.Benchmarks;

/// <summary>Races against other libraries, each in turn within one run.</summary>
internal static class Program
{
    private const string Usage = "usage: records [--rows N] [--reps N]";

    private static int Main(string[] arguments)
    {
        if (arguments is not ["records", .. var rest] || RaceOptions.Parse(rest) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var rows = PageViews.Make(options.Rows);
        Race.Run(options, rows.Length, [
            new OurText("dataflowwrite csv", Serialization.FileFormat.Csv(), rows),
            new CsvHelperCsv(rows),
            new OurText("dataflowwrite jsonl", Serialization.FileFormat.JsonLines(), rows),
            new SystemTextJsonLines(rows),
            new BatchesOfReadings(Reading.Make(options.Rows)),
        ]);
        return 0;
    }
}
