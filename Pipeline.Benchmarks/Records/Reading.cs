using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>A record of nothing but fixed-width members.</summary>
[BatchSerializable]
public sealed partial record Reading(
    long Sensor,
    int Channel,
    double Value,
    float? Error,
    bool IsValid,
    [property: Column(Unit = TimeUnit.Microsecond)] DateTimeOffset At,
    DateOnly Day,
    [property: Column(Precision = 18, Scale = 4)] decimal Cost)
{
    /// <summary>Values of each record.</summary>
    public const int Width = 8;

    private const int Seed = 5;

    /// <summary>Records from a fixed seed; a tenth has no error.</summary>
    public static Reading[] Make(int count)
    {
        var random = new Random(Seed);
        var start = new DateTimeOffset(2024, 9, 2, 0, 0, 0, TimeSpan.Zero);
        return [.. Enumerable.Range(0, count).Select(i => new Reading(
            random.Next(1_000),
            random.Next(16),
            random.NextDouble(),
            random.Next(10) == 0 ? null : random.NextSingle(),
            random.Next(20) != 0,
            start.AddMilliseconds(i),
            DateOnly.FromDateTime(start.DateTime),
            new decimal(random.Next(1, 5_000_000), 0, 0, false, 4)))];
    }
}
