using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Sources;
using DataflowWrite.Sources.Db;

namespace DataflowWrite.Tests.Sources.Db;

/// <summary>Values of each .NET type on their way into Arrow.</summary>
public sealed class DbValueTests
{
    private static readonly Guid Id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");

    private static IEnumerable<TestCaseData> Values()
    {
        yield return Case("bool", [true, null, false], "true", "∅", "false");
        yield return Case("int8", [sbyte.MinValue, null, sbyte.MaxValue], "-128", "∅", "127");
        yield return Case("int16", [short.MinValue, null], "-32768", "∅");
        yield return Case("int32", [int.MinValue, null], "-2147483648", "∅");
        yield return Case("int64", [long.MinValue, null], "-9223372036854775808", "∅");
        yield return Case("uint8", [byte.MaxValue, null], "255", "∅");
        yield return Case("uint16", [ushort.MaxValue, null], "65535", "∅");
        yield return Case("uint32", [uint.MaxValue, null], "4294967295", "∅");
        yield return Case("uint64", [ulong.MaxValue, null], "18446744073709551615", "∅");
        yield return Case("halffloat", [(Half)1.5, null], "1.5", "∅");
        yield return Case("float", [1.5f, null, float.NaN], "1.5", "∅", "NaN");
        yield return Case("double", [0.1, null], "0.1", "∅");
        yield return Case("decimal128(38, 18)", [1.5m, null, -0.000000000000000001m], "1.500000000000000000", "∅", "-0.000000000000000001");
        yield return Case("decimal128(38, 0)", [BigInteger.Pow(10, 37), null], $"1{new string('0', 37)}", "∅");
        yield return Case("decimal128(38, 0)", [(Int128)(-7), null], "-7", "∅");
        yield return Case("decimal128(38, 0)", [(UInt128)7, null], "7", "∅");
        yield return Case("utf8", ["Größe 😀", null, ""], "Größe 😀", "∅", "");
        yield return Case("utf8", ['ß', null], "ß", "∅");
        yield return Case("utf8", [new[] { 'a', 'b' }, null], "ab", "∅");
        yield return Case("binary", [new byte[] { 0xAB, 1 }, null, System.Array.Empty<byte>()], "AB01", "∅", "");
        yield return Case("arrow.uuid", [Id, null], Id.ToString(), "∅");
        yield return Case("date32", [new DateOnly(1969, 12, 31), null, DateOnly.MinValue], "1969-12-31", "∅", "0001-01-01");
        yield return Case("time64[us]", [new TimeOnly(0, 0, 1), null], "1000000", "∅");
        yield return Case("duration[us]", [TimeSpan.FromDays(-1), null], "-86400000000", "∅");
        yield return Case("timestamp[us]", [new DateTime(1969, 12, 31, 23, 59, 59), null], "-1000000", "∅");
        yield return Case("timestamp[us, UTC]", [new DateTimeOffset(1970, 1, 1, 1, 0, 0, TimeSpan.FromHours(2)), null], "-3600000000", "∅");
        yield return Case("list<int32>", [new[] { 1, 2 }, null, System.Array.Empty<int>()], "[1,2]", "∅", "[]");
        yield return Case("list<utf8>", [new[] { "a", null }, null], "[a,∅]", "∅");
        yield return Case("list<double>", [new double?[] { 0.5, null }], "[0.5,∅]");
        yield return Case("list<int64>", [new List<long?> { 1, null }], "[1,∅]").SetArgDisplayNames("list<int64>", "List");
        yield return Case("list<arrow.uuid>", [new[] { Id }], $"[{Id}]");
    }

    [TestCaseSource(nameof(Values))]
    public async Task A_value_has_the_type_that_holds_it(string type, object?[] values, string[] rows)
    {
        var net = values.First(value => value is not null)!.GetType();
        var result = await DbResult.Of(ListReader.Of(net == typeof(List<long?>) ? typeof(List<long>) : net, values));

        result.Types.Should().Equal(type);
        result.Rows.Should().Equal(rows);
    }

    [TestCase("timestamp with time zone", "timestamp[us, UTC]")]
    [TestCase("TimestampTz", "timestamp[us, UTC]")]
    [TestCase("timestamptz(3)", "timestamp[us, UTC]")]
    [TestCase("timestamp without time zone", "timestamp[us]")]
    [TestCase("datetime2(7)", "timestamp[us]")]
    [TestCase("date", "date32")]
    public async Task The_name_of_the_type_tells_what_a_date_time_is(string name, string type)
        => (await DbResult.Of(ListReader.Of(typeof(DateTime), name))).Types.Should().Equal(type);

    [TestCase("time(7)", "time64[us]")]
    [TestCase("time", "time64[us]")]
    [TestCase("interval", "duration[us]")]
    public async Task The_name_of_the_type_tells_a_time_of_day_from_a_span(string name, string type)
        => (await DbResult.Of(ListReader.Of(typeof(TimeSpan), name))).Types.Should().Equal(type);

    [TestCase("numeric(10, 2)", "decimal128(10, 2)")]
    [TestCase("numeric(40,3)", "decimal256(40, 3)")]
    [TestCase("numeric(7)", "decimal128(7, 0)")]
    [TestCase("numeric(3,5)", "decimal128(5, 5)")]
    [TestCase("numeric(5,-2)", "decimal128(38, 18)")]
    [TestCase("numeric", "decimal128(38, 18)")]
    [TestCase("money", "decimal128(19, 2)")]
    public async Task The_name_of_the_type_tells_the_digits_of_a_decimal(string name, string type)
        => (await DbResult.Of(ListReader.Of(typeof(decimal), name))).Types.Should().Equal(type);

    [Test]
    public async Task A_decimal_with_more_digits_than_arrow_has_is_refused()
    {
        var read = () => DbResult.Of(ListReader.Of(typeof(decimal), "numeric(80,2)"));

        await read.Should().ThrowAsync<DbSourceException>().WithMessage("Column 'v' *CAST(v AS VARCHAR) AS v with --schema 'v:decimal(precision,scale)'*");
    }

    [Test]
    public async Task Zoned_columns_take_date_times_of_every_kind_as_instants()
    {
        var utc = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        var result = await DbResult.Of(
            ListReader.Of(typeof(DateTime), "timestamptz", utc, utc.ToLocalTime(), DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)));

        result.Rows.Should().OnlyContain(row => row == $"{(utc - DateTime.UnixEpoch).Ticks / 10}");
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return Misfit("timestamp", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), "*timestamp[us,UTC], where values are in UTC*");
        yield return Misfit("timestamp", new DateTime(2024, 1, 1).AddTicks(1), "*'2024-01-01T00:00:00.0000001' does not fit timestamp[us] without loss*");
        yield return Misfit("date", new DateTime(2024, 1, 1, 1, 0, 0), "*does not fit date32*");
        yield return Misfit("time", TimeSpan.FromDays(1), "*does not fit time64[us]*");
        yield return Misfit("time", TimeSpan.FromTicks(-10), "*does not fit time64[us]*");
        yield return Misfit("interval", TimeSpan.FromTicks(1), "*duration[ns]*");
        yield return Misfit("numeric(5,2)", 1000m, "Row 1, column 'v' (numeric(5,2)): '1000' does not fit decimal128(5, 2) without loss; round or cast it in the query, "
            + "or declare a type that holds it, as in --schema 'v:decimal(precision,scale)'.");
        yield return Misfit("numeric(5,2)", 0.001m, "*'0.001' does not fit decimal128(5, 2)*");
        yield return Misfit("numeric", 0.0000000000000000001m, "*does not fit decimal128(38, 18)*");
        yield return Misfit("hugeint", BigInteger.Pow(10, 38), "*does not fit decimal128(38, 0)*");
        yield return Misfit("text", "a\uD800", "*does not fit utf8*");
        yield return Misfit("list", new[] { 1.5m, 0.0000000000000000001m }, "*an item of the list does not fit list<decimal128(38, 18)>*");
    }

    [TestCaseSource(nameof(Misfits))]
    public async Task A_value_that_would_change_is_an_error(string typeName, object value, string message)
    {
        var read = () => DbResult.Of(ListReader.Of(value.GetType(), typeName, value));

        var error = (await read.Should().ThrowAsync<DbSourceException>().WithMessage(message)).Which;
        (error.Row, error.Column).Should().Be((1, "v"));
    }

    private static IEnumerable<TestCaseData> Declarations()
    {
        yield return Declared("int64", 7, "7");
        yield return Declared("uint8", 255L, "255");
        yield return Declared("decimal(5,2)", 7, "7.00");
        yield return Declared("decimal(50,2)", BigInteger.Pow(10, 40), $"1{new string('0', 40)}.00");
        yield return Declared("decimal(40,2)", -7.5m, "-7.50");
        yield return Declared("int32", 7.00m, "7");
        yield return Declared("float64", 0.1m, "0.1");
        yield return Declared("float32", 0.1, "0.1");
        yield return Declared("string", 7, "7");
        yield return Declared("string", -7.50m, "-7.50");
        yield return Declared("string", Id, Id.ToString());
        yield return Declared("timestamp[ns]", new DateTime(1970, 1, 1), "0");
        yield return Declared("timestamp[s,UTC]", new DateTimeOffset(1970, 1, 1, 0, 0, 1, TimeSpan.Zero), "1");
        yield return Declared("time32[ms]", new TimeOnly(0, 0, 1), "1000");
        yield return Declared("time64[ns]", TimeSpan.FromTicks(1), "100");
        yield return Declared("duration[ns]", TimeSpan.FromTicks(-1), "-100");
        yield return Declared("decimal(60,3)", $"{new string('9', 57)}.125", $"{new string('9', 57)}.125");
        yield return Declared("date32", "2024-09-02", "2024-09-02");
    }

    [TestCaseSource(nameof(Declarations))]
    public async Task A_declared_type_takes_what_it_holds(string type, object value, string row)
    {
        var schema = SchemaText.Parse($"v:{type}");
        var result = await DbResult.Of(ListReader.Of(value.GetType(), value, null), new() { Schema = schema });

        result.Schema.FieldsList.Single().DataType.Should().BeEquivalentTo(schema[0].DataType);
        result.Rows.Select(r => r.TrimStart('+')).Should().Equal(row, "∅");
    }

    [TestCase("int8", 128)]
    [TestCase("uint64", -1)]
    [TestCase("decimal(2,1)", 10)]
    public async Task A_declared_type_refuses_what_it_does_not_hold(string type, int value)
    {
        var read = () => DbResult.Of(ListReader.Of(typeof(int), value), new() { Schema = SchemaText.Parse($"v:{type}") });

        await read.Should().ThrowAsync<DbSourceException>().WithMessage($"Row 1, column 'v' (Int32): '{value}' does not fit *");
    }

    [Test]
    public void Decimals_are_kept_exactly_or_refused()
        => Gen.Select(Gen.Decimal, Gen.Int[1, 76], Gen.Int[0, 30]).Sample(
            async (value, precision, scale) =>
            {
                scale = Math.Min(scale, precision);
                var type = precision <= 38 ? (IArrowType)new Decimal128Type(precision, scale) : new Decimal256Type(precision, scale);
                var read = () => DbResult.Of(ListReader.Of(typeof(decimal), value), new() { Schema = [new Field("v", type, true)] });

                var unscaled = new BigInteger(1);
                var fits = TryUnscaled(value, scale, out unscaled) && BigInteger.Abs(unscaled) < BigInteger.Pow(10, precision);
                if (fits)
                    Unscaled((await read()).Rows.Single(), scale).Should().Be(unscaled);
                else
                    await read.Should().ThrowAsync<DbSourceException>();
            },
            iter: 500);

    [Test]
    public void Instants_are_kept_exactly_or_refused()
        => Gen.Select(Gen.DateTime, Gen.Enum<TimeUnit>()).Sample(
            async (value, unit) =>
            {
                value = DateTime.SpecifyKind(value, DateTimeKind.Unspecified);
                var type = new TimestampType(unit, (string?)null);
                var read = () => DbResult.Of(ListReader.Of(typeof(DateTime), value), new() { Schema = [new Field("v", type, true)] });

                var (count, rest) = BigInteger.DivRem((BigInteger)(value - DateTime.UnixEpoch).Ticks * 100, unit switch
                {
                    TimeUnit.Second => 1_000_000_000,
                    TimeUnit.Millisecond => 1_000_000,
                    TimeUnit.Microsecond => 1_000,
                    _ => 1,
                });
                if (rest == 0 && count >= long.MinValue && count <= long.MaxValue)
                    (await read()).Rows.Should().Equal($"{count}");
                else
                    await read.Should().ThrowAsync<DbSourceException>();
            },
            iter: 500);

    private static bool TryUnscaled(decimal value, int scale, out BigInteger unscaled)
    {
        var bits = decimal.GetBits(value);
        var own = (bits[3] >> 16) & 0xFF;
        var digits = (BigInteger)(value < 0 ? -1 : 1) * (((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0]);
        unscaled = own <= scale ? digits * BigInteger.Pow(10, scale - own) : digits / BigInteger.Pow(10, own - scale);
        return own <= scale || digits % BigInteger.Pow(10, own - scale) == 0;
    }

    private static BigInteger Unscaled(string text, int scale)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        (point < 0 ? 0 : text.Length - point - 1).Should().Be(scale);
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), null);
    }

    private static TestCaseData Case(string type, object?[] values, params string[] rows)
        => new TestCaseData(type, values, rows).SetArgDisplayNames(type, values.First(value => value is not null)!.GetType().Name);

    private static TestCaseData Misfit(string typeName, object value, string message)
        => new TestCaseData(typeName, value, message).SetArgDisplayNames(typeName, message);

    private static TestCaseData Declared(string type, object value, string row)
        => new TestCaseData(type, value, row).SetArgDisplayNames(type, value.GetType().Name, row);
}
