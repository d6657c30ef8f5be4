using CsCheck;

namespace DataflowWrite.Tests.Records;

/// <summary>Random records with what their columns can hold, edge cases included.</summary>
internal static class RecordCases
{
    private static readonly Gen<string> Texts = Gen.OneOf("", "a", "a/b", "é\"\n,", "null", " x ", "\U0001F600").Select(Gen.String[Gen.Char.AlphaNumeric, 0, 40])
        .Select((fixedText, random) => fixedText + random);

    private static readonly Gen<DateTime> Clocks = Gen.Long[DateTime.Parse("1700-01-01").Ticks, DateTime.Parse("2200-01-01").Ticks].Select(ticks => new DateTime(ticks));

    private static readonly Gen<Color> Colors = Gen.OneOf(Color.Red, Color.Green, Color.Blue);

    private static readonly Gen<decimal> Money = Gen.Long[-99_999_999_999_999, 99_999_999_999_999].Select(cents => cents / 1_000_000m);

    public static Gen<PageView> PageViews { get; } =
        from country in Texts
        from viewedAt in Clocks
        from user in Gen.Long
        from price in Gen.Long[-99_999_999, 99_999_999]
        from referrer in Texts.Null()
        select new PageView(country, new(viewedAt.AddTicks(-(viewedAt.Ticks % 10)), TimeSpan.Zero), user, price / 10_000m, referrer);

    public static Gen<Everything> Everythings { get; } =
        from numbers in Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt, Gen.Long, Gen.ULong)
        from floats in Gen.Select(Gen.Float[-1e6f, 1e6f], Gen.Double[-1e9, 1e9], Gen.Double[-1e9, 1e9].Nullable(), Gen.Bool, Gen.Bool.Nullable(), Gen.Int.Nullable())
        from texts in Gen.Select(Texts, Texts.Null(), Texts.Null(), Gen.Char.AlphaNumeric)
        from decimals in Gen.Select(Money, Money.Nullable(), Gen.Long, Gen.ULong, Gen.Long.Nullable())
        from times in Gen.Select(Clocks, Clocks.Nullable(), Clocks, Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Int[0, 86_399_999].Nullable(), Gen.Int)
        from others in Gen.Select(Gen.Guid, Gen.Guid.Nullable(), Colors, Colors.Nullable())
        select new Everything
        {
            Tiny = numbers.Item1,
            Octet = numbers.Item2,
            Small = numbers.Item3,
            Word = numbers.Item4,
            Id = numbers.Item5,
            Unsigned = numbers.Item6,
            Large = numbers.Item7,
            Huge = numbers.Item8,
            Half = (Half)numbers.Item1,
            Single = floats.Item1,
            Double = floats.Item2,
            NullableDouble = floats.Item3,
            Flag = floats.Item4,
            NullableFlag = floats.Item5,
            NullableInt = floats.Item6,
            Text = texts.Item1,
            NullableText = texts.Item2,
            Category = texts.Item3,
            Letter = texts.Item4,
            Amount = decimals.Item1,
            WideAmount = decimals.Item2,
            Signed128 = (Int128)decimals.Item3 * decimals.Item4,
            Unsigned128 = (UInt128)decimals.Item4 * decimals.Item4,
            Short128 = decimals.Item5,
            Clock = times.Item1,
            Utc = times.Item2 is { } utc ? new(utc.Ticks - (utc.Ticks % 10), DateTimeKind.Utc) : null,
            Instant = new(times.Item3, TimeSpan.Zero),
            Date = DateOnly.FromDateTime(times.Item3),
            Time = new(times.Item4),
            CoarseTime = times.Item5 is { } milliseconds ? new(milliseconds * TimeSpan.TicksPerMillisecond) : null,
            Duration = new(times.Item6 * 1000L),
            Key = others.Item1,
            NullableKey = others.Item2,
            Color = others.Item3,
            NullableColor = others.Item4,
            Level = numbers.Item2 % 2 == 0 ? Level.Low : Level.High,
        };

    public static Gen<Nested> Nesteds { get; } =
        from id in Gen.Int
        from home in Place()
        from work in Place().Null()
        from spot in Point()
        from other in Point().Nullable()
        from numbers in Gen.Int.Array[0, 4]
        from words in Texts.Null().List[0, 4]
        from places in Place().Array[0, 3].Null()
        from dates in Gen.Int[0, 3_000_000].Select(DateOnly.FromDayNumber).Nullable().Array[0, 3]
        from scores in Gen.Double[-1e9, 1e9].Array[0, 3]
        from lists in Gen.Long.List[0, 3].Array[0, 2].Null()
        from bytes in Gen.Byte.Array[0, 9]
        from more in Gen.Byte.Array[0, 9].Null()
        select new Nested(
            id, home, work, spot, other, numbers, words, places, [.. dates],
            scores.Select((score, i) => (score, i)).ToDictionary(pair => $"k{pair.i}", pair => pair.score),
            lists?.Select((list, i) => (list, i)).ToDictionary(pair => $"l{pair.i}", pair => pair.list),
            bytes, more, bytes);

    private static Gen<Nested.Place> Place() => Gen.Select(Texts, Texts.Null(), Gen.Int)
        .Select((street, city, seconds) => new Nested.Place(street, city, new DateTime(1970, 1, 1).AddSeconds(seconds)));

    private static Gen<Nested.Point> Point() => Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[-1e9, 1e9], Texts).Select((x, y, label) => new Nested.Point(x, y, label));
}
