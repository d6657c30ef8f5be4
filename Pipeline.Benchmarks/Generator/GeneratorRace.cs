using System.Globalization;
using DataflowWrite.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Benchmarks.Generator;

/// <summary>
/// What the generator costs a build, which runs it once and cold, and an editor, which runs it again after each edit. Parsing is not
/// counted; binding is, as far as the generator asks for it.
/// </summary>
internal sealed class GeneratorRace
{
    private readonly RecordSources _sources = new();
    private int _edits;

    public static void Run(int reps)
    {
        var race = new GeneratorRace();
        var (first, _) = race.Measure();
        var laps = Enumerable.Range(0, reps).Select(_ => race.Measure()).ToArray();

        Console.WriteLine(
            $"{RecordSources.Records} records, {reps} runs each, one thread, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
        Console.WriteLine($"{"",-24}{"median CPU",11}{"min CPU",11}{"ms/record",11}{"characters",12}{"alloc KiB",11}");
        Print("first in the process", [first]);
        Print("cold", [.. laps.Select(lap => lap.Cold)]);
        Print("after an edit elsewhere", [.. laps.Select(lap => lap.Edited)]);
    }

    private (Lap Cold, Lap Edited) Measure()
    {
        var compilation = _sources.Compilation(RecordSources.Other(_edits++));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new BatchSerializableGenerator().AsSourceGenerator()], parseOptions: RecordSources.ParseOptions);
        var cold = Run(ref driver, compilation);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], RecordSources.Other(_edits++));
        return (cold, Run(ref driver, edited));
    }

    private static Lap Run(ref GeneratorDriver driver, Compilation compilation)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Seconds;
        driver = driver.RunGenerators(compilation);
        var elapsed = ThreadClock.Seconds - start;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var result = driver.GetRunResult();
        if (result.GeneratedTrees.Length != RecordSources.Records || !result.Diagnostics.IsEmpty)
            throw new InvalidOperationException(
                $"{result.GeneratedTrees.Length} files of {RecordSources.Records} records: {string.Join("; ", result.Diagnostics)}");

        return new(elapsed, result.Results[0].GeneratedSources.Sum(source => (long)source.SourceText.Length), allocated);
    }

    private static void Print(string name, Lap[] laps)
    {
        var ordered = laps.OrderBy(lap => lap.Seconds).ToArray();
        var median = ordered[ordered.Length / 2];
        var perRecord = median.Seconds / RecordSources.Records * 1e3;
        var allocated = laps.Min(lap => lap.Allocated);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24}{median.Seconds,11:F4}{ordered[0].Seconds,11:F4}{perRecord,11:F4}{median.Bytes,12}{allocated / 1024,11}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"race":"generator","name":"{{name}}","records":{{RecordSources.Records}},"median":{{median.Seconds:F6}},"min":{{ordered[0].Seconds:F6}},"allocated":{{allocated}}}"""));
    }
}
