using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.JsonLines;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.JsonLines;

public sealed class JsonScalarsTests
{
    [Test]
    public void Keys_of_any_length_stand_before_their_values([Range(1, 80)] int length)
    {
        var name = new string('k', length);

        Of(FileFormat.JsonLines(), Batch((name, Int64(7, null)), (name + "s", Utf8("x", "\n")))).Should()
            .Be($"{{\"{name}\":7,\"{name}s\":\"x\"}}\n{{\"{name}s\":\"\\n\"}}\n");
    }

    [Test]
    public void Binary_is_base64_or_prefixed_hex_where_asked()
    {
        byte[]?[] values = [[0, 0xAB, 0xFF], null, [], [0xFB], [.. new byte[20_000]]];

        JsonValues(Binary(values), new JsonLinesOptions { BinaryEncoding = BinaryEncoding.Base64 })
            .Should().Equal("\"AKv/\"", "", "\"\"", "\"+w==\"", $"\"{Convert.ToBase64String(values[4]!)}\"");
        JsonValues(BinaryView(values[..4]), new JsonLinesOptions { BinaryEncoding = BinaryEncoding.PrefixedHex })
            .Should().Equal(@"""\\x00abff""", "", @"""\\x""", @"""\\xfb""");
        FluentActions.Invoking(() => FileFormat.JsonLines(new JsonLinesOptions { BinaryEncoding = (BinaryEncoding)9 }))
            .Should().Throw<ArgumentException>().WithMessage("BinaryEncoding 9 is not one of Hex, Base64, PrefixedHex*");
    }

    private static IEnumerable<Func<string?[], IArrowArray>> TextTypes()
    {
        yield return Utf8;
        yield return LargeUtf8;
        yield return Utf8View;
    }

    [Test]
    public void A_row_is_an_object_with_its_columns_in_order()
    {
        var batch = Batch(("b", Int32(1, 2)), ("a", Utf8("x", "y")), ("t", Bool(true, false)));

        Of(FileFormat.JsonLines(), batch).Should().Be(
            "{\"b\":1,\"a\":\"x\",\"t\":true}\n{\"b\":2,\"a\":\"y\",\"t\":false}\n");
    }

    [Test]
    public void Nulls_are_left_out_by_default_and_written_on_demand()
    {
        var batch = Batch(("a", Int32(1, null, null)), ("b", Utf8("x", null, "")), ("n", Nulls(3)));

        Of(FileFormat.JsonLines(), batch).Should().Be("{\"a\":1,\"b\":\"x\"}\n{}\n{\"b\":\"\"}\n");
        Of(FileFormat.JsonLines(new JsonLinesOptions { WriteNulls = true }), batch).Should().Be(
            "{\"a\":1,\"b\":\"x\",\"n\":null}\n{\"a\":null,\"b\":null,\"n\":null}\n{\"a\":null,\"b\":\"\",\"n\":null}\n");
    }

    [Test]
    public void A_batch_without_rows_has_no_bytes()
        => Of(FileFormat.JsonLines(), Batch(("a", Int32()), ("l", List(Int32())))).Should().BeEmpty();

    [Test]
    public void Rows_without_columns_are_empty_objects()
        => Of(FileFormat.JsonLines(), new RecordBatch(SchemaOf(), [], 2)).Should().Be("{}\n{}\n");

    [TestCaseSource(nameof(TextTypes))]
    public void Strings_are_escaped_by_the_rules_of_json_and_no_more(Func<string?[], IArrowArray> make)
        => JsonValues(make(["plain", "q\"b\\", "\n\r\t\b\f\0\u001f", "ünï/<'>\u007f😀 and more", ""])).Should().Equal(
            "\"plain\"", "\"q\\\"b\\\\\"", "\"\\n\\r\\t\\b\\f\\u0000\\u001f\"", "\"ünï/<'>\u007f😀 and more\"", "\"\"");

    [Test]
    public void Keys_are_escaped_too()
        => Of(FileFormat.JsonLines(), Batch(("a\"\n", Int32(1)))).Should().Be("{\"a\\\"\\n\":1}\n");

    [Test]
    public void Numbers_are_plain_and_valid_json()
    {
        JsonValues(Int8(-128)).Should().Equal("-128");
        JsonValues(UInt64(ulong.MaxValue)).Should().Equal("18446744073709551615");
        JsonValues(Float64(1, 1e300, -1.5e-7, 0.1)).Should().Equal("1.0", "1e300", "-1.5e-7", "0.1");
        JsonValues(Float32(0.1f, 3e10f)).Should().Equal("0.1", "30000000000.0");
        JsonValues(Float16((Half)0.5)).Should().Equal("0.5");
        JsonValues(Decimal128(38, 2, Int128.MaxValue, -5)).Should().Equal("1701411834604692317316873037158841057.27", "-0.05");
        JsonValues(Decimal256(76, 0, BigInteger.Pow(10, 75))).Should().Equal("1" + new string('0', 75));
        JsonValues(Decimal32(9, -2, 7)).Should().Equal("700");
    }

    [Test]
    public void Non_finite_floats_are_null_by_default()
        => JsonValues(Float64(double.NaN, double.PositiveInfinity, null)).Should().Equal("null", "null", "");

    [Test]
    public void Non_finite_floats_are_strings_on_demand()
    {
        var options = new JsonLinesOptions { NonFiniteFloats = NonFiniteFloats.String };

        JsonValues(Float64(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1), options).Should().Equal(
            "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "1.0");
        JsonValues(Float32(float.NaN), options).Should().Equal("\"NaN\"");
        JsonValues(Float16(Half.NegativeInfinity), options).Should().Equal("\"-Infinity\"");
    }

    [Test]
    public void Non_finite_floats_fail_the_write_on_demand()
    {
        var format = FileFormat.JsonLines(new JsonLinesOptions { NonFiniteFloats = NonFiniteFloats.Error });

        FluentActions.Invoking(() => Of(format, Batch(("price", Float64(1, double.NaN)))))
            .Should().Throw<InvalidDataException>().WithMessage("Column 'price'*NaN*");
        FluentActions.Invoking(() => Of(format, Batch(("p", Struct(null, ("q", Float32(float.PositiveInfinity)))))))
            .Should().Throw<InvalidDataException>().WithMessage("Column 'p.q'*Infinity*");
        Of(format, Batch(("price", Float64(1, null)))).Should().Be("{\"price\":1.0}\n{}\n");
    }

    [Test]
    public void Integers_beyond_two_to_the_53_are_strings_on_demand()
    {
        const long Limit = 1L << 53;
        var options = new JsonLinesOptions { LargeIntegersAsStrings = true };

        JsonValues(Int64(Limit, Limit + 1, -Limit, -Limit - 1, long.MinValue), options).Should().Equal(
            "9007199254740992", "\"9007199254740993\"", "-9007199254740992", "\"-9007199254740993\"",
            "\"-9223372036854775808\"");
        JsonValues(UInt64((ulong)Limit, ulong.MaxValue, null), options).Should().Equal(
            "9007199254740992", "\"18446744073709551615\"", "");
        JsonValues(Int64(Limit + 1)).Should().Equal("9007199254740993");
    }

    [Test]
    public void Decimals_are_strings_on_demand()
    {
        var options = new JsonLinesOptions { DecimalsAsStrings = true };

        JsonValues(Decimal128(9, 2, 12345, null), options).Should().Equal("\"123.45\"", "");
        JsonValues(Decimal256(76, 1, BigInteger.One), options).Should().Equal("\"0.1\"");
    }

    [Test]
    public void Binary_and_uuids_are_strings()
    {
        JsonValues(Binary([0xAB, 1], [], null)).Should().Equal("\"ab01\"", "\"\"", "");
        JsonValues(FixedBinary(1, [0xFF])).Should().Equal("\"ff\"");
        JsonValues(Guids(Guid.Empty)).Should().Equal("\"00000000-0000-0000-0000-000000000000\"");
    }

    [Test]
    public void Temporal_values_are_iso_strings()
    {
        JsonValues(Date32(0, null)).Should().Equal("\"1970-01-01\"", "");
        JsonValues(Date64(1)).Should().Equal("\"1970-01-01T00:00:00.001\"");
        JsonValues(Time64(TimeUnit.Nanosecond, 1)).Should().Equal("\"00:00:00.000000001\"");
        JsonValues(Timestamp(TimeUnit.Second, null, 0)).Should().Equal("\"1970-01-01T00:00:00\"");
        JsonValues(Timestamp(TimeUnit.Microsecond, "Asia/Kolkata", 0)).Should().Equal("\"1970-01-01T05:30:00+05:30\"");
        JsonValues(Duration(TimeUnit.Millisecond, 1500)).Should().Equal("\"PT1.5S\"");
        JsonValues(MonthDayNanos(new MonthDayNanosecondInterval(1, 2, 3))).Should().Equal("\"P1M2DT0.000000003S\"");
    }

    [Test]
    public void Dictionaries_and_runs_are_written_as_their_values()
    {
        JsonValues(Dictionary(Int8(1, 0, null, 2), Utf8("a\"", "b", null))).Should().Equal("\"b\"", "\"a\\\"\"", "", "");
        JsonValues(RunEnds([1, 3], Float64(1.5, null))).Should().Equal("1.5", "", "");
    }

    [Test]
    public void The_format_is_named_and_has_an_extension()
    {
        FileFormat.JsonLines().Name.Should().Be("jsonl");
        FileFormat.JsonLines().Extension.Should().Be("jsonl");
        FluentActions.Invoking(() => FileFormat.JsonLines(new JsonLinesOptions { NonFiniteFloats = (NonFiniteFloats)7 }))
            .Should().Throw<ArgumentException>();
    }
}
