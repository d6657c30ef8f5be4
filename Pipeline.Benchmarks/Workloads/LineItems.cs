namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>Line items from a fixed seed, in the order of their keys: 4 instructions, 2,526 ship dates, comments of 10 to 43 characters.</summary>
internal static class LineItems
{
    private const int Seed = 7;
    private const int ShipDays = 2_526;
    private const int ShortestComment = 10;
    private const int LongestComment = 43;

    private static readonly DateOnly FirstShipDate = new(1992, 1, 2);
    private static readonly DateOnly Today = new(1995, 6, 17);
    private static readonly string[] Instructions = ["COLLECT COD", "DELIVER IN PERSON", "NONE", "TAKE BACK RETURN"];
    private static readonly string[] Modes = ["AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK"];
    private static readonly string[] Words =
    [
        "accounts", "packages", "deposits", "requests", "ideas", "carefully", "quickly", "furiously", "slyly", "final", "special", "regular", "bold",
        "even", "express", "above", "among", "across", "the", "sleep", "haggle", "nag", "wake", "pending", "ironic", "silent", "about", "blithely",
    ];

    public static LineItem[] Make(int count)
    {
        var random = new Random(Seed);
        var rows = new LineItem[count];
        var (order, line, lines) = (1L, 0, 0);
        for (var i = 0; i < count; i++)
        {
            if (++line > lines)
                (order, line, lines) = (order + random.Next(1, 8), 1, random.Next(1, 8));

            rows[i] = Make(random, order, line);
        }

        return rows;
    }

    private static LineItem Make(Random random, long order, int line)
    {
        var quantity = random.Next(1, 51);
        var part = random.NextInt64(1, 200_001);
        var shipped = FirstShipDate.AddDays(random.Next(ShipDays));
        var received = shipped.AddDays(random.Next(1, 31));
        return new(
            order,
            part,
            random.NextInt64(1, 10_001),
            line,
            Hundredths(quantity * 100),
            Hundredths((int)(quantity * (90_000 + (part / 10 % 20_001) + (100 * (part % 1_000))))),
            Hundredths(random.Next(11)),
            Hundredths(random.Next(9)),
            received > Today ? "N" : random.Next(2) == 0 ? "R" : "A",
            shipped > Today ? "O" : "F",
            shipped,
            shipped.AddDays(random.Next(-30, 61)),
            received,
            Instructions[random.Next(Instructions.Length)],
            Modes[random.Next(Modes.Length)],
            Comment(random));
    }

    private static decimal Hundredths(int value) => new(value, 0, 0, false, 2);

    private static string Comment(Random random)
    {
        var length = random.Next(ShortestComment, LongestComment + 1);
        Span<char> text = stackalloc char[LongestComment + 16];
        var end = 0;
        while (end < length)
        {
            var word = Words[random.Next(Words.Length)];
            word.CopyTo(text[end..]);
            text[end + word.Length] = ' ';
            end += word.Length + 1;
        }

        return text[..Math.Min(length, end)].Trim().ToString();
    }
}
