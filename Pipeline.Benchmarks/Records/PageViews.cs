namespace DataflowWrite.Benchmarks.Records;

/// <summary>Page views from a fixed seed: a fifth without a referrer, one in a hundred with text that must be quoted.</summary>
internal static class PageViews
{
    private const int Seed = 4;

    private static readonly string[] Countries = ["DE", "FR", "US", "GB", "JP", "BR", "IN", "PL"];

    public static PageView[] Make(int count)
    {
        var random = new Random(Seed);
        var rows = new PageView[count];
        var time = new DateTimeOffset(2024, 9, 2, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            time = time.AddMicroseconds(random.Next(1_000, 900_000));
            rows[i] = new PageView(
                Countries[random.Next(Countries.Length)],
                time,
                random.NextInt64(1, 50_000_000),
                new decimal(random.Next(1, 5_000_000), 0, 0, false, 4),
                Referrer(random));
        }

        return rows;
    }

    private static string? Referrer(Random random) => random.Next(100) switch
    {
        < 20 => null,
        20 => $"search for \"shoes, size {random.Next(36, 48)}\"",
        21 => $"https://example.com/søk?q={random.Next()}",
        _ => $"https://example.com/{random.Next(10_000):x}/articles/{random.Next():x}",
    };
}
