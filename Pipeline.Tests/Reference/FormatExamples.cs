using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Reference;

/// <summary>The values behind the texts in the table of types in docs/formats.md, by the name that the table gives the type.</summary>
internal static class FormatExamples
{
    private const int Day = 19_968;
    private const long Second = (Day * 86_400L) + 49_021;

    public static IReadOnlyDictionary<string, IArrowArray> All { get; } = new Dictionary<string, IArrowArray>
    {
        ["null"] = Nulls(1),
        ["bool"] = Bool(true, false),
        ["int8"] = Int8(-7, 42),
        ["int16"] = Int16(-7, 42),
        ["int32"] = Int32(-7, 42),
        ["int64"] = Int64(-7, 42),
        ["uint8"] = UInt8(7, 42),
        ["uint16"] = UInt16(7, 42),
        ["uint32"] = UInt32(7, 42),
        ["uint64"] = UInt64(7, 42),
        ["float16"] = Float16((Half)1, (Half)0.1),
        ["float32"] = Float32(1, 0.1f, 1e16f),
        ["float64"] = Float64(1, 0.1, 1e16, 1e-6),
        ["float16 (not finite)"] = Float16(Half.NaN, Half.PositiveInfinity, Half.NegativeInfinity),
        ["float32 (not finite)"] = Float32(float.NaN, float.PositiveInfinity, float.NegativeInfinity),
        ["float64 (not finite)"] = Float64(double.NaN, double.PositiveInfinity, double.NegativeInfinity),
        ["decimal32"] = Decimal32(9, 2, 12345, -5),
        ["decimal64"] = Decimal64(18, 2, 12345, -5),
        ["decimal128"] = Decimal128(38, 2, (Int128)12345, (Int128)(-5)),
        ["decimal256"] = Decimal256(76, 2, new BigInteger(12345), new BigInteger(-5)),
        ["decimal128 (scale −2)"] = Decimal128(9, -2, (Int128)7),
        ["date32"] = Date32((int?)Day, -719_529),
        ["date64"] = Date64(Day * 86_400_000L, -1),
        ["time32[s]"] = Time32(TimeUnit.Second, 49_021),
        ["time32[ms]"] = Time32(TimeUnit.Millisecond, 49_021_500),
        ["time64[us]"] = Time64(TimeUnit.Microsecond, 49_021_500_000),
        ["time64[ns]"] = Time64(TimeUnit.Nanosecond, 49_021_000_000_001),
        ["timestamp[s]"] = Timestamp(TimeUnit.Second, null, Second),
        ["timestamp[ms]"] = Timestamp(TimeUnit.Millisecond, null, (Second * 1_000) + 500),
        ["timestamp[us]"] = Timestamp(TimeUnit.Microsecond, null, (Second * 1_000_000) + 1),
        ["timestamp[ns]"] = Timestamp(TimeUnit.Nanosecond, null, (Second * 1_000_000_000) + 1),
        ["timestamp[us, UTC]"] = Timestamp(TimeUnit.Microsecond, "UTC", Second * 1_000_000),
        ["timestamp[us, Europe/Berlin]"] = Timestamp(TimeUnit.Microsecond, "Europe/Berlin", Second * 1_000_000),
        ["duration"] = Duration(TimeUnit.Millisecond, 1_500, -90_000),
        ["interval[year_month]"] = YearMonths(14, -1),
        ["interval[day_time]"] = DayTimes(new DayTimeInterval(1, 500), new DayTimeInterval(-1, 0)),
        ["interval[month_day_nano]"] = MonthDayNanos(
            new MonthDayNanosecondInterval(14, 3, -1_000_000_001), default(MonthDayNanosecondInterval)),
        ["utf8"] = Utf8(Texts),
        ["large_utf8"] = LargeUtf8(Texts),
        ["utf8_view"] = Utf8View(Texts),
        ["binary"] = Binary([0xAB, 1], []),
        ["large_binary"] = LargeBinary([0xAB, 1], []),
        ["binary_view"] = BinaryView([0xAB, 1], []),
        ["fixed_size_binary"] = FixedBinary(2, [0xAB, 1]),
        ["arrow.uuid"] = Guids(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef")),
        ["arrow.bool8"] = new Bool8Array(Int8(1, 0)),
        ["dictionary"] = Dictionary(Int8(1, 0), Utf8("a", "b")),
        ["run_end_encoded"] = RunEnds([1, 2], Utf8("b", "a")),
        ["list"] = List(Int32(1, null), 2, 0),
        ["large_list"] = LargeList(Int32(1, null), 2, 0),
        ["list_view"] = ListView(Int32(1, null), 2, 0),
        ["large_list_view"] = LargeListView(Int32(1, null), 2, 0),
        ["fixed_size_list"] = FixedList(2, Int32(1, null), true),
        ["struct"] = Struct(null, ("a", Int32(1, null)), ("b", Utf8("x", null))),
        ["map (text keys)"] = Map(Utf8("k", "z"), Int32(1, null), 2),
        ["map (other keys)"] = Map(Int32(1), Utf8("a"), 1),
        ["union"] = new DenseUnionArray(Unions, 1, [Int32(7)], new ArrowBuffer(new byte[1]), new ArrowBuffer(new byte[4])),
    };

    private static string?[] Texts => ["plain", "a,b", "said \"so\"", ""];

    private static UnionType Unions => new([new Field("i", Int32Type.Default, true)], [0], UnionMode.Dense);
}
