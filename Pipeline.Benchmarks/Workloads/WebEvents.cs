namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>
/// Events from a fixed seed, in the order of time: up to 10,000 tenants, 4 devices, a fifth of the referrers null, and one title in a hundred
/// with quotes, commas, a line break and letters beyond ASCII.
/// </summary>
internal static class WebEvents
{
    private const int Seed = 8;
    private const int Tenants = 10_000;

    private static readonly string[] Devices = ["desktop", "phone", "tablet", "television"];
    private static readonly string[] Sections = ["articles", "products", "search", "account", "help", "basket"];
    private static readonly string[] Subjects = ["Garden", "Kitchen", "Travel", "Books", "Music", "Science", "Sports", "Weather"];

    public static WebEvent[] Make(int count)
    {
        var random = new Random(Seed);
        var rows = new WebEvent[count];
        var time = new DateTimeOffset(2024, 9, 2, 0, 0, 0, TimeSpan.Zero);
        Span<byte> id = stackalloc byte[16];
        for (var i = 0; i < count; i++)
        {
            time = time.AddMicroseconds(random.Next(1_000, 900_000));
            random.NextBytes(id);
            rows[i] = Make(random, new Guid(id), time);
        }

        return rows;
    }

    private static WebEvent Make(Random random, Guid id, DateTimeOffset time) => new(
        id.ToString(),
        time,
        $"tenant-{random.Next(Tenants):D5}",
        Devices[random.Next(Devices.Length)],
        $"https://www.example.com/{Sections[random.Next(Sections.Length)]}/{random.Next():x}?page={random.Next(1, 100)}",
        random.Next(5) == 0 ? null : $"https://search.example.net/find?q={random.Next():x}{random.Next():x}",
        Title(random),
        random.NextInt64(1, 50_000_000),
        random.Next(20) == 0 ? 404 : 200,
        random.Next(10) == 0 ? null : random.Next(200, 2_000_000),
        random.Next(10) == 0 ? null : Math.Round(random.NextDouble() * 1_000, 3),
        random.NextDouble(),
        random.Next(30) == 0);

    private static string? Title(Random random) => random.Next(100) switch
    {
        < 5 => null,
        5 => $"\"{Subjects[random.Next(Subjects.Length)]}\", überall\nand on page {random.Next(1_000)} → 日本",
        _ => $"{Subjects[random.Next(Subjects.Length)]} and {Subjects[random.Next(Subjects.Length)]} no. {random.Next(100_000)}",
    };
}
