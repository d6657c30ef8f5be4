namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>Records whose values are the extremes of their types as often as any others. The same seed gives the same records.</summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly string[] Pieces =
    [
        "", ",", ";", "\"", "\"\"", "\\", "\n", "\r\n", "\t", "NULL", "\\N", "\\.", "1", "-2.5e3", "NaN", "true", "x", "ü", "ß€", "😀", "\ud83d",
        "\ude00",
        "\u0000", "\u001f", "\u007f", "\u0080", "\u2028", "plain ascii", "of more than sixteen characters, and some",
    ];

    private readonly Random _random = new(seed);

    public Scalars[] Scalars(int count) => [.. Enumerable.Range(0, count).Select(_ => Scalar())];

    public Nested[] Nested(int count) => [.. Enumerable.Range(0, count).Select(_ => NestedOne())];

    /// <summary>Some of the positions, in any order, some twice.</summary>
    public int[] Selection(int count) => [.. Enumerable.Range(0, _random.Next(count + 1)).Select(_ => _random.Next(count))];

    private Scalars Scalar() => new()
    {
        SByte = (sbyte)_random.Next(-128, 128),
        Byte = (byte)_random.Next(256),
        Int16 = Pick(short.MinValue, short.MaxValue, (short)_random.Next(-300, 300)),
        UInt16 = Pick(ushort.MaxValue, (ushort)_random.Next(300)),
        Int32 = Pick(int.MinValue, int.MaxValue, _random.Next(-9, 9)),
        UInt32 = Pick(uint.MaxValue, (uint)_random.Next()),
        Int64 = Long(),
        UInt64 = Pick(ulong.MaxValue, (ulong)Long()),
        Half = Pick(Half.NaN, Half.MinValue, Half.NegativeInfinity, (Half)_random.NextDouble()),
        Single = Pick(float.NaN, float.MaxValue, float.Epsilon, float.PositiveInfinity, _random.NextSingle()),
        Double = Double(),
        Boolean = Flip(),
        Text = Text(),
        Letter = Pick('a', ',', '"', '\n', 'ü', '\ud83d', '\u0000'),
        Price = Price(14, 4),
        WidePrice = Pick(decimal.MinValue, decimal.MaxValue, Price(28, 18)),
        Whole = Pick(Int128.MinValue, Int128.MaxValue, Long() * (Int128)Long()),
        Positive = Pick(UInt128.MaxValue, (UInt128)(ulong)Long() * (ulong)Long()),
        Id = Id(),
        Clock = new DateTime(Ticks() / 10 * 10, DateTimeKind.Unspecified),
        ZonedClock = DateTime.UnixEpoch.AddTicks(_random.NextInt64(-60_000_000_000_000_000, 60_000_000_000_000_000)),
        Instant = Instant(),
        Date = DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber + 1)),
        Time = new TimeOnly(_random.NextInt64(TimeSpan.TicksPerDay)),
        Duration = Pick(TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromTicks(Long() >> 8)),
        Mood = Feeling(),
        MoodNumber = (Mood)_random.Next(-5, 5),
        Bytes = Bytes(),
        Memory = Bytes(),
        MaybeInt64 = Flip() ? Long() : null,
        MaybeDouble = Flip() ? Double() : null,
        MaybeBoolean = Flip() ? Flip() : null,
        MaybeText = Flip() ? Text() : null,
        MaybeLetter = Flip() ? 'x' : null,
        MaybePrice = Flip() ? Price(20, 8) : null,
        MaybeId = Flip() ? Id() : null,
        MaybeInstant = Flip() ? Instant() : null,
        MaybeDate = Flip() ? DateOnly.FromDayNumber(_random.Next(800_000)) : null,
        MaybeMood = Flip() ? Feeling() : null,
        MaybeBytes = Flip() ? Bytes() : null,
        Category = Flip() ? Pick("a", "b,c", "", "ü") : null,
    };

    private Nested NestedOne() => new(
        _random.Next(),
        Point(),
        Flip() ? Point() : null,
        Flip() ? Note() : null,
        Many(() => _random.Next(-5, 5)),
        Flip() ? [.. Many(() => Flip() ? Text() : null)] : null,
        Many(() => Flip() ? Double() : (double?)null),
        Flip() ? default : [.. Many(() => DateOnly.FromDayNumber(_random.Next(800_000)))],
        Map(Long),
        Flip() ? Map<List<Note?>>(() => [.. Many(() => Flip() ? Note() : null)]) : null,
        [.. Many(() => Many(Point))]);

    private Point Point() => new(_random.Next(), Flip() ? Double() : null);

    private Note Note() => new() { Title = Text(), Body = Flip() ? Text() : null, Tags = Flip() ? Map(() => Flip() ? Text() : null) : null };

    private T[] Many<T>(Func<T> next) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => next())];

    // Keys that are different as UTF-8, too.
    private Dictionary<string, T> Map<T>(Func<T> next)
        => Enumerable.Range(0, _random.Next(4)).ToDictionary(i => i + Pick("", "\"", "ü", "key of many characters", "\n"), _ => next());

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

    private long Long() => Pick(long.MinValue, long.MaxValue, 0, 9_007_199_254_740_993, _random.NextInt64(), -_random.NextInt64() >> _random.Next(60));

    private double Double()
        => Pick(double.NaN, double.NegativeInfinity, -0.0, double.MaxValue, double.Epsilon, 0.1, _random.NextDouble(), _random.Next() / 100.0);

    private decimal Price(int digits, byte scale)
    {
        var whole = (UInt128)_random.NextInt64() * (UInt128)_random.Next() % (UInt128)Math.Pow(10, _random.Next(digits + 1));
        return new decimal((int)(uint)whole, (int)(uint)(whole >> 32), (int)(uint)(whole >> 64), Flip(), (byte)_random.Next(scale + 1));
    }

    private Guid Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private long Ticks() => Pick(0, DateTime.MaxValue.Ticks, DateTime.UnixEpoch.Ticks, _random.NextInt64(DateTime.MaxValue.Ticks));

    private DateTimeOffset Instant() => new DateTimeOffset(Ticks(), TimeSpan.Zero);

    private Mood Feeling() => Pick(Mood.Calm, Mood.Größe, Mood.NaN);

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(Pieces)));
}
