using DataflowWrite.Sources;
using DataflowWrite.Sources.Db;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Sources.Db;

/// <summary>Queries of DuckDB, in this process, as record batches.</summary>
public sealed class DuckDbReadingTests
{
    private DuckDBConnection _connection = null!;

    [SetUp]
    public async Task Open()
    {
        _connection = new("DataSource=:memory:");
        await _connection.OpenAsync();
    }

    [TearDown]
    public async Task Close() => await _connection.DisposeAsync();

    [TestCase("true", "true")]
    [TestCase("(-128)::TINYINT", "-128")]
    [TestCase("255::UTINYINT", "255")]
    [TestCase("18446744073709551615::UBIGINT", "18446744073709551615")]
    [TestCase("99999999999999999999999999999999999999::HUGEINT", "99999999999999999999999999999999999999")]
    [TestCase("-123.45::DECIMAL(18,2)", "-123.45")]
    [TestCase("99999999999999999999999999999999999999::DECIMAL(38,0)", "99999999999999999999999999999999999999")]
    [TestCase("'Größe'", "Größe")]
    [TestCase("'b'::ENUM('a','b')", "b")]
    [TestCase("'101'::BIT", "101")]
    [TestCase(@"'\xAB\x01'::BLOB", "AB01")]
    [TestCase("'01234567-89ab-cdef-0123-456789abcdef'::UUID", "01234567-89ab-cdef-0123-456789abcdef")]
    [TestCase("DATE '1582-10-14'", "1582-10-14")]
    [TestCase("TIME '23:59:59.999999'", "86399999999")]
    [TestCase("INTERVAL '-1 day'", "-86400000000")]
    [TestCase("TIMESTAMP '1969-12-31 23:59:59.999999'", "-1")]
    [TestCase("TIMESTAMPTZ '1970-01-01 02:00:00+02:00'", "0")]
    [TestCase("[1, NULL, 3]", "[1,∅,3]")]
    [TestCase("['a', NULL]", "[a,∅]")]
    [TestCase("[TIMESTAMP '1970-01-01', NULL]", "[0,∅]")]
    [TestCase("[1.25::DECIMAL(5,2)]", "[1.250000000000000000]")]
    [TestCase("['01234567-89ab-cdef-0123-456789abcdef'::UUID]", "[01234567-89ab-cdef-0123-456789abcdef]")]
    [TestCase("array_value(1, 2)", "[1,2]")]
    public async Task A_value_comes_through(string value, string text)
        => (await DbResult.Of(_connection, $"select v from (values (1, {value}), (2, null)) t(i, v) order by i")).Rows.Should().Equal(text, "∅");

    [TestCase("TIMESTAMP 'infinity'")]
    [TestCase("DATE '-infinity'")]
    [TestCase("INTERVAL '1 month'")]
    [TestCase("170141183460469231731687303715884105727::HUGEINT")]
    [TestCase("TIME '24:00:00'")]
    [TestCase("9999999999999999999999999999999999.9999::DECIMAL(38,4)")]
    [TestCase("1234567890123456789012345678.12::DECIMAL(30,2)")]
    [TestCase("-7922816251426433759354395033.55::DECIMAL(38,2)")]
    [TestCase("0.12345678901234567890123456789::DECIMAL(38,29)")]
    [TestCase("0.00000000000000000000000000001::DECIMAL(38,29)")]
    [TestCase("[1234567890123456789012345678.12::DECIMAL(30,2)]")]
    public async Task A_value_that_does_not_come_through_is_an_error(string value)
    {
        var read = () => DbResult.Of(_connection, $"select {value} as v");

        await read.Should().ThrowAsync<DbSourceException>().WithMessage("Row 1, column 'v' *");
    }

    [TestCase("1234567890123456789012345.12::DECIMAL(30,2)", "1234567890123456789012345.12")]
    [TestCase("-7922816251426433759354394.03::DECIMAL(38,4)", "-7922816251426433759354394.0300")]
    [TestCase("1.2345678901234567890123456789::DECIMAL(38,28)", "1.2345678901234567890123456789")]
    public async Task A_decimal_within_net_comes_through_a_column_of_more_digits(string value, string text)
        => (await DbResult.Of(_connection, $"select {value} as v")).Rows.Should().Equal(text);

    [TestCase("string")]
    [TestCase("decimal(20,2)")]
    public async Task A_declared_type_takes_no_decimal_that_the_provider_may_have_rounded(string type)
    {
        var read = () => DbResult.Of(_connection, "select 1.0000000000000000000000000000001::DECIMAL(38,31) as v", new() { Schema = SchemaText.Parse($"v:{type}") });

        await read.Should().ThrowAsync<DbSourceException>().WithMessage("Row 1, column 'v' *provider may have rounded*");
    }

    [Test]
    public async Task An_error_of_the_provider_stands_behind_our_sentence()
    {
        var read = () => DbResult.Of(_connection, "select TIME '24:00:00' as t");

        await read.Should().ThrowAsync<DbSourceException>()
            .WithMessage("Row 1, column 't' (Time) cannot be read as time64[us]. Cast it in the query, as in CAST(t AS VARCHAR) AS t. (*)");
    }

    [Test]
    public async Task A_decimal_beyond_net_comes_as_text_with_a_declared_type()
    {
        const string Value = "9999999999999999999999999999999999.9999";
        var result = await DbResult.Of(
            _connection, $"select {Value}::DECIMAL(38,4)::VARCHAR as v", new() { Schema = SchemaText.Parse("v:decimal(38,4)") });

        result.Types.Should().Equal("decimal128(38, 4)");
        result.Rows.Should().Equal(Value);
    }

    [Test]
    public async Task An_error_in_the_middle_names_the_row_near_it()
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = "select case when i < 1000000 then i else error('boom') end as v from range(2000000) t(i)";
        command.UseStreamingMode = true;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        var source = await DbDataReaderSource.OpenAsync(reader, new() { BatchSize = 1000 });
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync())
                rows += batch.Length;
        };

        var error = (await read.Should().ThrowAsync<DbSourceException>().WithMessage("The database failed before row *boom*")).Which;

        error.InnerException.Should().BeAssignableTo<DuckDBException>();
        rows.Should().BePositive().And.BeLessThan(1_000_000);
    }

    [Test]
    public async Task A_hundred_thousand_rows_of_a_stream_are_the_rows_of_the_query()
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = "select i, 'n' || i as name, if(i % 7 = 0, null, i * 2) as twice from range(100000) t(i)";
        command.UseStreamingMode = true;
        await using var reader = await command.ExecuteReaderAsync();

        var result = await DbResult.Of(reader);

        result.Rows.Should().Equal(Enumerable.Range(0, 100_000).Select(i => $"{i}|n{i}|{(i % 7 == 0 ? "∅" : $"{i * 2}")}"));
        result.Batches.Should().OnlyContain(rows => rows <= 8192);
    }
}
