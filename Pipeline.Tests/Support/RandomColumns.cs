using System.Numerics;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Support;

/// <summary>Random arrays of every Arrow type, by name: the same seed, length and share of nulls give the same array.</summary>
internal sealed class RandomColumns(Random random, double nulls)
{
    private static readonly Dictionary<string, Func<RandomColumns, int, IArrowArray>> Makers = new()
    {
        ["null"] = static (r, n) => ArrowValues.Nulls(n),
        ["bool"] = static (r, n) => ArrowValues.Bool(r.Values(n, static x => x.Next(2) == 0)),
        ["bool8"] = static (r, n) => new Bool8Array(ArrowValues.Int8(r.Values(n, static x => (sbyte)x.Next(2)))),
        ["int8"] = static (r, n) => ArrowValues.Int8(r.Values(n, static x => (sbyte)x.Next(-3, 4))),
        ["int16"] = static (r, n) => ArrowValues.Int16(r.Values(n, static x => (short)x.Next(-3, 300))),
        ["int32"] = static (r, n) => ArrowValues.Int32(r.Values(n, static x => x.Next(-3, 4))),
        ["int64"] = static (r, n) => ArrowValues.Int64(r.Values(n, static x => x.NextInt64())),
        ["uint8"] = static (r, n) => ArrowValues.UInt8(r.Values(n, static x => (byte)x.Next(256))),
        ["uint16"] = static (r, n) => ArrowValues.UInt16(r.Values(n, static x => (ushort)x.Next(65536))),
        ["uint32"] = static (r, n) => ArrowValues.UInt32(r.Values(n, static x => (uint)x.Next())),
        ["uint64"] = static (r, n) => ArrowValues.UInt64(r.Values(n, static x => (ulong)x.NextInt64() * 2)),
        ["float16"] = static (r, n) => ArrowValues.Float16(r.Values(n, static x => (Half)Special(x))),
        ["float32"] = static (r, n) => ArrowValues.Float32(r.Values(n, static x => (float)Special(x))),
        ["float64"] = static (r, n) => ArrowValues.Float64(r.Values(n, Special)),
        ["decimal32"] = static (r, n) => ArrowValues.Decimal32(9, 2, r.Values(n, static x => x.Next(-9999, 9999))),
        ["decimal64"] = static (r, n) => ArrowValues.Decimal64(18, 4, r.Values(n, static x => x.NextInt64(-99999, 99999))),
        ["decimal128"] = static (r, n) => ArrowValues.Decimal128(38, 10, r.Values(n, static x => (Int128)x.NextInt64() * -7)),
        ["decimal256"] = static (r, n) => ArrowValues.Decimal256(76, 20, r.Values(n, static x => new BigInteger(x.NextInt64()) * -3)),
        ["decimal of negative scale"] = static (r, n) => ArrowValues.Decimal128(9, -2, r.Values(n, static x => (Int128)x.Next(-9999, 9999))),
        ["date32"] = static (r, n) => ArrowValues.Date32(r.Values(n, static x => x.Next(-10000, 30000))),
        ["date64"] = static (r, n) => ArrowValues.Date64(r.Values(n, static x => x.NextInt64(-400_000_000, 400_000_000))),
        ["time32"] = static (r, n) => ArrowValues.Time32(TimeUnit.Millisecond, r.Values(n, static x => x.Next(86_400_000))),
        ["time32 seconds"] = static (r, n) => ArrowValues.Time32(TimeUnit.Second, r.Values(n, static x => x.Next(86_400))),
        ["time64"] = static (r, n) => ArrowValues.Time64(TimeUnit.Nanosecond, r.Values(n, static x => x.NextInt64(86_400_000_000_000))),
        ["time64 micros"] = static (r, n) => ArrowValues.Time64(TimeUnit.Microsecond, r.Values(n, static x => x.NextInt64(86_400_000_000))),
        ["timestamp"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Microsecond, null, r.Values(n, static x => x.NextInt64())),
        ["timestamp seconds"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Second, null, r.Values(n, static x => x.NextInt64(-(1L << 35), 1L << 35))),
        ["timestamp millis"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Millisecond, null, r.Values(n, static x => x.NextInt64(-(1L << 45), 1L << 45))),
        ["timestamp nanos"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Nanosecond, null, r.Values(n, static x => x.NextInt64(-(1L << 62), 1L << 62))),
        ["timestamp zoned"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Second, "Europe/Berlin", r.Values(n, static x => x.NextInt64(1L << 35))),
        ["timestamp zoned millis"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Millisecond, "Europe/Berlin", r.Values(n, static x => x.NextInt64(1L << 45))),
        ["timestamp zoned micros"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Microsecond, "UTC", r.Values(n, static x => x.NextInt64(-(1L << 55), 1L << 55))),
        ["timestamp zoned nanos"] = static (r, n) => ArrowValues.Timestamp(TimeUnit.Nanosecond, "Europe/Berlin", r.Values(n, static x => x.NextInt64(1L << 62))),
        ["duration"] = static (r, n) => ArrowValues.Duration(TimeUnit.Millisecond, r.Values(n, static x => x.NextInt64(-9999, 9999))),
        ["duration seconds"] = static (r, n) => ArrowValues.Duration(TimeUnit.Second, r.Values(n, static x => x.NextInt64(-9999, 9999))),
        ["duration micros"] = static (r, n) => ArrowValues.Duration(TimeUnit.Microsecond, r.Values(n, static x => x.NextInt64(-99_999_999, 99_999_999))),
        ["duration nanos"] = static (r, n) => ArrowValues.Duration(TimeUnit.Nanosecond, r.Values(n, static x => x.NextInt64(-9_999_999_999, 9_999_999_999))),
        ["year months"] = static (r, n) => ArrowValues.YearMonths(r.Values(n, static x => x.Next(99))),
        ["day times"] = static (r, n) => ArrowValues.DayTimes(r.Values(n, static x => new DayTimeInterval(x.Next(9), x.Next(9)))),
        ["month day nanos"] = static (r, n) => ArrowValues.MonthDayNanos(r.Values(n, static x => new MonthDayNanosecondInterval(x.Next(9), 1, x.Next(9)))),
        ["utf8"] = static (r, n) => ArrowValues.Utf8(r.Texts(n)),
        ["large utf8"] = static (r, n) => ArrowValues.LargeUtf8(r.Texts(n)),
        ["utf8 view"] = static (r, n) => ArrowValues.Utf8View(r.Texts(n)),
        ["binary"] = static (r, n) => ArrowValues.Binary(r.Bytes(n)),
        ["large binary"] = static (r, n) => ArrowValues.LargeBinary(r.Bytes(n)),
        ["binary view"] = static (r, n) => ArrowValues.BinaryView(r.Bytes(n)),
        ["fixed binary"] = static (r, n) => ArrowValues.FixedBinary(5, r.Fixed(n, 5)),
        ["guid"] = static (r, n) => ArrowValues.Guids(r.Values(n, static x => new Guid(x.Next(3), 0, 0, new byte[8]))),
        ["dictionary of utf8"] = static (r, n) => ArrowValues.Dictionary(r.Indices(n, 5), ArrowValues.Utf8("a", "bb", null, "", "long enough not to be inline")),
        ["dictionary of int64"] = static (r, n) => ArrowValues.Dictionary(r.Indices(n, 3), ArrowValues.Int64(7, null, -7)),
        ["dictionary of binary"] = static (r, n) => ArrowValues.Dictionary(r.Indices(n, 4), ArrowValues.Binary([1, 255], null, [], new byte[20])),
        ["dictionary by int8"] = static (r, n) => ArrowValues.Dictionary(
            ArrowValues.Int8(r.Values(n, static x => (sbyte)x.Next(3))), ArrowValues.Utf8("a", null, "é")),
        ["dictionary by int64"] = static (r, n) => ArrowValues.Dictionary(
            ArrowValues.Int64(r.Values(n, static x => x.NextInt64(3))), ArrowValues.Utf8("a", null, "é")),
        ["run ends"] = static (r, n) => r.RunEnds(n, "utf8"),
        ["run ends of int32"] = static (r, n) => r.RunEnds(n, "int32"),
        ["list"] = static (r, n) => r.Lists(n, ArrowValues.List),
        ["large list"] = static (r, n) => r.Lists(n, ArrowValues.LargeList),
        ["list view"] = static (r, n) => r.Lists(n, ArrowValues.ListView),
        ["large list view"] = static (r, n) => r.Lists(n, ArrowValues.LargeListView),
        ["fixed list"] = static (r, n) => ArrowValues.FixedList(3, r.Make("utf8", 3 * n), r.Flags(n)),
        ["struct"] = static (r, n) => ArrowValues.Struct(r.Flags(n), ("a", r.Make("int16", n)), ("b", r.Make("list", n)), ("c", r.Make("dictionary of utf8", n))),
        ["map"] = static (r, n) => r.Maps(n),
        ["map of text keys"] = static (r, n) => r.TextMaps(n),
        ["list of struct"] = static (r, n) => r.Lists(n, ArrowValues.List, "struct"),
        ["struct of map"] = static (r, n) => ArrowValues.Struct(r.Flags(n), ("m", r.Make("map", n)), ("t", r.Make("map of text keys", n))),
        ["sparse union"] = static (r, n) => r.Union(n, UnionMode.Sparse),
        ["dense union"] = static (r, n) => r.Union(n, UnionMode.Dense),
    };

    /// <summary>The names of all types.</summary>
    public static IReadOnlyCollection<string> All => Makers.Keys;

    /// <summary>The names of the types that can be partition keys.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        .. Makers.Keys.Except(
            ["year months", "day times", "month day nanos", "list", "large list", "list view", "large list view", "fixed list",
                "struct", "map", "map of text keys", "list of struct", "struct of map", "sparse union", "dense union"]),
    ];

    public static IArrowArray Make(string type, int seed, int length, double nulls)
        => new RandomColumns(new Random(seed), nulls).Make(type, length);

    private static double Special(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => -0.0,
        2 => 0.0,
        3 => BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_0001),
        4 => double.PositiveInfinity,
        var x => x * 1.5,
    };

    private IArrowArray Make(string type, int length) => Makers[type](this, length);

    private bool IsNull() => random.NextDouble() < nulls;

    private T?[] Values<T>(int length, Func<Random, T> next)
        where T : struct
        => [.. Enumerable.Range(0, length).Select(_ => IsNull() ? default(T?) : next(random))];

    private bool[] Flags(int length) => [.. Enumerable.Range(0, length).Select(_ => !IsNull())];

    private byte[]?[] Fixed(int length, int width)
        => [.. Enumerable.Range(0, length).Select(_ => IsNull() ? null : Filled(width))];

    private byte[]?[] Bytes(int length)
        => [.. Enumerable.Range(0, length).Select(_ => IsNull() ? null : Filled(random.Next(4) == 0 ? random.Next(90) : random.Next(14)))];

    // Valid UTF-8 of all widths, of lengths on both sides of what is copied at once.
    private string?[] Texts(int length)
        => [.. Enumerable.Range(0, length).Select(_ => IsNull() ? null : Text(random.Next(4) == 0 ? random.Next(70) : random.Next(3)))];

    private string Text(int runes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < runes; i++)
            text.Append("ab/é€😀".EnumerateRunes().ElementAt(random.Next(6)));

        return text.ToString();
    }

    private byte[] Filled(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private IArrowArray Indices(int length, int count) => ArrowValues.UInt16(Values(length, x => (ushort)x.Next(count)));

    private IArrowArray Lists(int length, Func<IArrowArray, int?[], IArrowArray> make, string items = "utf8")
    {
        var lengths = Values(length, static x => x.Next(4));
        return make(Make(items, lengths.Sum(l => l ?? 0)), lengths);
    }

    private IArrowArray Maps(int length)
    {
        var lengths = Values(length, static x => x.Next(3));
        var entries = lengths.Sum(l => l ?? 0);
        var keys = new RandomColumns(random, 0).Make("int16", entries);
        return ArrowValues.Map(keys, Make("utf8", entries), lengths);
    }

    // The keys of all maps count on, so that none has one twice.
    private IArrowArray TextMaps(int length)
    {
        var lengths = Values(length, static x => x.Next(3));
        var entries = lengths.Sum(l => l ?? 0);
        var keys = ArrowValues.Utf8([.. Enumerable.Range(0, entries).Select(static i => $"é\"{i}")]);
        return ArrowValues.Map(keys, Make("list", entries), lengths);
    }

    private IArrowArray RunEnds(int length, string values)
    {
        var ends = new List<int>();
        for (var end = 0; end < length;)
            ends.Add(end = Math.Min(length, end + random.Next(1, 5)));

        return ArrowValues.RunEnds([.. ends], Make(values, ends.Count));
    }

    private IArrowArray Union(int length, UnionMode mode)
    {
        var ids = Enumerable.Range(0, length).Select(_ => (byte)random.Next(2)).ToArray();
        var type = new UnionType([new Field("i", Int32Type.Default, true), new Field("s", StringType.Default, true)], [0, 1], mode);
        var next = new int[2];
        var offsets = ids.Select(id => next[id]++).ToArray();
        var (ints, texts) = mode == UnionMode.Sparse ? (length, length) : (next[0], next[1]);
        ArrowBuffer[] buffers = mode == UnionMode.Sparse
            ? [new(ids)]
            : [new(ids), new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray())];
        return ArrowArrayFactory.BuildArray(
            new ArrayData(type, length, -1, 0, buffers, [Make("int32", ints).Data, Make("utf8", texts).Data]));
    }
}
