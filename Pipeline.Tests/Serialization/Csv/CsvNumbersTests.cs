using System.Numerics;
using DataflowWrite.Serialization;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Csv;

public sealed class CsvNumbersTests
{
    [Test]
    public void Signed_integers_are_decimal()
    {
        CsvFields(Int8(0, -1, null, sbyte.MinValue, sbyte.MaxValue)).Should().Equal("0", "-1", "", "-128", "127");
        CsvFields(Int16(short.MinValue, short.MaxValue)).Should().Equal("-32768", "32767");
        CsvFields(Int32(int.MinValue, int.MaxValue, 10, 99, 100)).Should().Equal("-2147483648", "2147483647", "10", "99", "100");
        CsvFields(Int64(long.MinValue, long.MaxValue)).Should().Equal("-9223372036854775808", "9223372036854775807");
    }

    [Test]
    public void Unsigned_integers_are_decimal()
    {
        CsvFields(UInt8(0, 255, null)).Should().Equal("0", "255", "");
        CsvFields(UInt16(ushort.MaxValue)).Should().Equal("65535");
        CsvFields(UInt32(uint.MaxValue)).Should().Equal("4294967295");
        CsvFields(UInt64(ulong.MaxValue)).Should().Equal("18446744073709551615");
    }

    [Test]
    public void Every_number_of_digits_is_written()
    {
        var values = Enumerable.Range(0, 19).SelectMany(i => new[] { -1L, 0, 1 }.Select(d => (long)BigInteger.Pow(10, i) + d));
        var expected = values.Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture));

        CsvFields(Int64([.. values.Select(v => (long?)v)])).Should().Equal(expected);
    }

    [Test]
    public void Booleans_are_words()
        => CsvFields(Bool(true, false, null)).Should().Equal("true", "false", "");

    [TestCase(0.0, "0.0")]
    [TestCase(-0.0, "-0.0")]
    [TestCase(1.0, "1.0")]
    [TestCase(0.1, "0.1")]
    [TestCase(-123.45, "-123.45")]
    [TestCase(0.30000000000000004, "0.30000000000000004")]
    [TestCase(1234567.0, "1234567.0")]
    [TestCase(1e15, "1000000000000000.0")]
    [TestCase(9007199254740993.0, "9007199254740992.0")]
    [TestCase(1e16, "1e16")]
    [TestCase(1e21, "1e21")]
    [TestCase(1.5e300, "1.5e300")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00001, "0.00001")]
    [TestCase(0.000001, "1e-6")]
    [TestCase(1.25e-7, "1.25e-7")]
    [TestCase(5e-324, "5e-324")]
    [TestCase(double.MaxValue, "1.7976931348623157e308")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "inf")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void Doubles_have_the_shortest_text_that_reads_back(double value, string expected)
        => CsvFields(Float64(value)).Should().Equal(expected);

    [TestCase(0f, "0.0")]
    [TestCase(0.1f, "0.1")]
    [TestCase(16777216f, "16777216.0")]
    [TestCase(3.14159274f, "3.1415927")]
    [TestCase(1e16f, "1e16")]
    [TestCase(1e-6f, "1e-6")]
    [TestCase(float.MaxValue, "3.4028235e38")]
    [TestCase(float.NaN, "NaN")]
    public void Floats_have_the_shortest_text_that_reads_back(float value, string expected)
        => CsvFields(Float32(value)).Should().Equal(expected);

    [Test]
    public void Half_floats_have_the_shortest_text_that_reads_back_as_a_float()
        => CsvFields(Float16((Half)0, (Half)1.5, (Half)0.1, Half.MaxValue, Half.Epsilon, Half.NegativeInfinity))
            .Should().Equal("0.0", "1.5", "0.099975586", "65504.0", "5.9604645e-8", "-inf");

    [Test]
    public void Decimals_are_exact_at_their_scale()
    {
        CsvFields(Decimal32(9, 2, 0, 5, -5, 12345, null)).Should().Equal("0.00", "0.05", "-0.05", "123.45", "");
        CsvFields(Decimal64(18, 0, long.MaxValue)).Should().Equal("9223372036854775807");
        CsvFields(Decimal128(38, 10, Int128.MaxValue, Int128.MinValue)).Should().Equal(
            "17014118346046923173168730371.5884105727", "-17014118346046923173168730371.5884105728");
        CsvFields(Decimal128(5, 7, 12)).Should().Equal("0.0000012");
    }

    [Test]
    public void A_negative_scale_appends_zeros()
        => CsvFields(Decimal128(5, -3, 12, 0, -7)).Should().Equal("12000", "0", "-7000");

    [Test]
    public void Wide_decimals_are_exact()
    {
        var largest = BigInteger.Pow(10, 76) - 1;
        var nines = new string('9', 76);

        CsvFields(Decimal256(76, 0, largest, -largest, 0, null, -1)).Should().Equal(nines, "-" + nines, "0", "", "-1");
        CsvFields(Decimal256(76, 38, largest)).Should().Equal(nines[..38] + "." + nines[38..]);
        CsvFields(Decimal256(76, 0, BigInteger.Pow(2, 255) - 1)).Should().Equal((BigInteger.Pow(2, 255) - 1).ToString());
        CsvFields(Decimal256(76, 0, BigInteger.Pow(10, 38))).Should().Equal("1" + new string('0', 38));
    }

    [Test]
    public void A_slice_writes_its_own_rows_only()
    {
        var batch = Batch(("v", Int32(1, 2, null, 4, 5)), ("b", Bool(true, null, false, true, false)));

        Of(FileFormat.Csv(), batch.Slice(1, 3)).Should().Be("v,b\n2,\n,false\n4,true\n");
    }

}
