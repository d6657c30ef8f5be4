using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Partitioning;
using DataflowWrite.Partitioning.Transforms;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

/// <summary>The hashes that the appendix of Iceberg's specification gives, and those of the tests of Guava's Murmur3.</summary>
public sealed class IcebergHashTests
{
    private const long Seconds = 1_510_871_468;
    private const int Day = 17_486;
    private const int SecondOfDay = 81_068;

    private static IEnumerable<TestCaseData> Vectors()
    {
        yield return Case("int8", ArrowValues.Int8(34), 2_017_239_379);
        yield return Case("int16", ArrowValues.Int16(34), 2_017_239_379);
        yield return Case("int32", ArrowValues.Int32(34), 2_017_239_379);
        yield return Case("int64", ArrowValues.Int64(34), 2_017_239_379);
        yield return Case("uint8", ArrowValues.UInt8(34), 2_017_239_379);
        yield return Case("uint16", ArrowValues.UInt16(34), 2_017_239_379);
        yield return Case("uint32", ArrowValues.UInt32(34), 2_017_239_379);
        yield return Case("uint64", ArrowValues.UInt64(34), 2_017_239_379);
        yield return Case("int of 1", ArrowValues.Int32(1), 1_392_991_556);
        yield return Case("decimal32", ArrowValues.Decimal32(9, 2, 1420), -500_754_589);
        yield return Case("decimal64", ArrowValues.Decimal64(18, 2, 1420), -500_754_589);
        yield return Case("decimal128", ArrowValues.Decimal128(38, 2, (Int128)1420), -500_754_589);
        yield return Case("decimal256", ArrowValues.Decimal256(76, 2, new BigInteger(1420)), -500_754_589);
        yield return Case("date32", ArrowValues.Date32((int?)Day), -653_330_422);
        yield return Case("date64", ArrowValues.Date64(Day * 86_400_000L), -653_330_422);
        yield return Case("time32", ArrowValues.Time32(TimeUnit.Second, SecondOfDay), -662_762_989);
        yield return Case("time64", ArrowValues.Time64(TimeUnit.Nanosecond, SecondOfDay * 1_000_000_000L), -662_762_989);
        yield return Case("timestamp[s]", ArrowValues.Timestamp(TimeUnit.Second, null, Seconds), -2_047_944_441);
        yield return Case("timestamp[ms]", ArrowValues.Timestamp(TimeUnit.Millisecond, "UTC", Seconds * 1_000), -2_047_944_441);
        yield return Case("timestamp[us]", ArrowValues.Timestamp(TimeUnit.Microsecond, "-08:00", Seconds * 1_000_000), -2_047_944_441);
        yield return Case("timestamp[ns]", ArrowValues.Timestamp(TimeUnit.Nanosecond, null, Seconds * 1_000_000_000), -2_047_944_441);
        yield return Case("microsecond", ArrowValues.Timestamp(TimeUnit.Microsecond, null, (Seconds * 1_000_000) + 1), -1_207_196_810);
        yield return Case("nanosecond", ArrowValues.Timestamp(TimeUnit.Nanosecond, null, (Seconds * 1_000_000_000) + 1_001), -1_207_196_810);
        yield return Case("utf8", ArrowValues.Utf8("iceberg"), 1_210_000_089);
        yield return Case("large_utf8", ArrowValues.LargeUtf8("iceberg"), 1_210_000_089);
        yield return Case("utf8_view", ArrowValues.Utf8View("iceberg"), 1_210_000_089);
        yield return Case("uuid", ArrowValues.Guids(Guid.Parse("f79c3e09-677c-4bbd-a479-3f349cb785e7")), 1_488_055_340);
        yield return Case("fixed", ArrowValues.FixedBinary(4, [[0, 1, 2, 3]]), -188_683_207);
        yield return Case("binary", ArrowValues.Binary([0, 1, 2, 3]), -188_683_207);
        yield return Case("large_binary", ArrowValues.LargeBinary([0, 1, 2, 3]), -188_683_207);
        yield return Case("binary_view", ArrowValues.BinaryView([0, 1, 2, 3]), -188_683_207);
        yield return Case("dictionary", ArrowValues.Dictionary(ArrowValues.Int8(1), ArrowValues.Utf8("x", "iceberg")), 1_210_000_089);
        yield return Case("runs", ArrowValues.RunEnds([1], ArrowValues.Utf8("iceberg")), 1_210_000_089);
    }

    [TestCaseSource(nameof(Vectors))]
    public void A_value_falls_into_the_bucket_of_its_published_hash(IArrowArray values, int hash)
    {
        foreach (var count in new[] { 1, 16, 100, int.MaxValue })
            TransformedKeys.Of(values, PartitionTransform.Bucket(count)).Should()
                .Equal(((hash & int.MaxValue) % count).ToString(CultureInfo.InvariantCulture));
    }

    [TestCase(34, 2_017_239_379)]
    [TestCase(Day, -653_330_422)]
    [TestCase(SecondOfDay * 1_000_000L, -662_762_989)]
    [TestCase(Seconds * 1_000_000, -2_047_944_441)]
    public void An_integer_has_the_published_hash(long value, int hash) => Murmur3.OfInt64(value).Should().Be(hash);

    [TestCase("", 0)]
    [TestCase("69636562657267", 1_210_000_089)]
    [TestCase("00010203", -188_683_207)]
    [TestCase("F79C3E09677C4BBDA4793F349CB785E7", 1_488_055_340)]
    [TestCase("058C", -500_754_589)]
    [TestCase("2200000000000000", 2_017_239_379)]
    public void Bytes_have_the_published_hash(string bytes, int hash) => Murmur3.OfBytes(Convert.FromHexString(bytes)).Should().Be(hash);

    private static TestCaseData Case(string name, IArrowArray values, int hash) => new TestCaseData(values, hash).SetArgDisplayNames(name);
}
