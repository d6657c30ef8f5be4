using Apache.Arrow;
using DataflowWrite.Sources;
using DataflowWrite.Sources.Db;
using DataflowWrite.Tests.Services;
using Npgsql;

namespace DataflowWrite.Tests.Sources.Db;

/// <summary>Queries of a real PostgreSQL server, through Npgsql, as record batches.</summary>
public sealed class PostgresReadingTests
{
    private NpgsqlConnection _connection = null!;

    [SetUp]
    public async Task Open() => _connection = await (await PostgresServer.RequireAsync()).ConnectAsync();

    [TearDown]
    public async Task Close()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    [TestCase("true", "true")]
    [TestCase("(-32768)::smallint", "-32768")]
    [TestCase("2147483647", "2147483647")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("4294967295::oid", "4294967295")]
    [TestCase("1.5::real", "1.5")]
    [TestCase("'NaN'::double precision", "NaN")]
    [TestCase("-1.5::numeric", "-1.500000000000000000")]
    [TestCase("99999999.99::numeric(10,2)", "99999999.99")]
    [TestCase("99999999999999999999999999999999999999::numeric(38,0)", "99999999999999999999999999999999999999")]
    [TestCase("12345678901234567890123456789012345678901234567890::numeric(50,0)", "12345678901234567890123456789012345678901234567890")]
    [TestCase("(-7.125)::numeric(50,3)", "-7.125")]
    [TestCase("300::numeric(5,-2)", "300.000000000000000000")]
    [TestCase("12.34::money", "12.34")]
    [TestCase("'Größe 😀'::text", "Größe 😀")]
    [TestCase("'ab'::char(3)", "ab ")]
    [TestCase("'c'::\"char\"", "c")]
    [TestCase("'{\"a\": 1}'::json", "{\"a\": 1}")]
    [TestCase("'{\"a\":1}'::jsonb", "{\"a\": 1}")]
    [TestCase(@"'\xAB01'::bytea", "AB01")]
    [TestCase("'01234567-89ab-cdef-0123-456789abcdef'::uuid", "01234567-89ab-cdef-0123-456789abcdef")]
    [TestCase("date '1582-10-14'", "1582-10-14")]
    [TestCase("time '23:59:59.999999'", "86399999999")]
    [TestCase("interval '-1 day -1 microsecond'", "-86400000001")]
    [TestCase("timestamp '1969-12-31 23:59:59.999999'", "-1")]
    [TestCase("timestamp '0001-01-01'", "-62135596800000000")]
    [TestCase("timestamptz '1970-01-01 02:00:00+02'", "0")]
    [TestCase("array[1, null, 3]", "[1,∅,3]")]
    [TestCase("array['a', null]", "[a,∅]")]
    [TestCase("'{}'::bigint[]", "[]")]
    [TestCase("array[1.5]::numeric(10,2)[]", "[1.50]")]
    [TestCase("array[timestamptz '1970-01-01 00:00:00Z']", "[0]")]
    [TestCase("array[date '1970-01-02']", "[1970-01-02]")]
    [TestCase("array['01234567-89ab-cdef-0123-456789abcdef'::uuid, null]", "[01234567-89ab-cdef-0123-456789abcdef,∅]")]
    [TestCase(@"array['\x01'::bytea, null]", "[01,∅]")]
    [TestCase("array[true, null]", "[true,∅]")]
    [TestCase("array[time '00:00:01']", "[1000000]")]
    [TestCase("array[interval '1 s']", "[1000000]")]
    public async Task A_value_comes_through(string value, string text)
        => (await DbResult.Of(_connection, $"select v from generate_series(1, 2) i left join (select 1 as i, {value} as v) t using (i) order by i")).Rows.Should().Equal(text, "∅");

    [TestCase("timestamp 'infinity'", "*infinity*")]
    [TestCase("timestamptz '-infinity'", "*infinity*")]
    [TestCase("date 'infinity'", "*infinity*")]
    [TestCase("interval '1 month'", "*months*")]
    [TestCase("time '24:00'", "*Cast it in the query*")]
    [TestCase("'NaN'::numeric", "*NaN*")]
    [TestCase("0.1234567890123456789::numeric", "*'0.1234567890123456789' does not fit decimal128(38, 18) without loss*")]
    [TestCase("123456789012345678901234567890.5::numeric", "*--schema 'v:decimal(precision,scale)'*")]
    [TestCase("array[[1,2],[3,4]]", "*2 dimensions*")]
    public async Task A_value_that_does_not_come_through_is_an_error(string value, string message)
    {
        var read = () => DbResult.Of(_connection, $"select {value} as v");

        await read.Should().ThrowAsync<DbSourceException>().WithMessage($"Row 1, column 'v' {message}");
    }

    [Test]
    public async Task A_decimal_beyond_net_comes_as_text_with_a_declared_type()
    {
        const string Value = "1234567890123456789012345678901234567890.0123456789";
        var result = await DbResult.Of(
            _connection, $"select ({Value}::numeric)::text as v", new() { Schema = SchemaText.Parse("v:decimal(60,10)") });

        result.Types.Should().Equal("decimal256(60, 10)");
        result.Rows.Should().Equal(Value);
    }

    [Test]
    public async Task Values_of_many_megabytes_come_through_in_small_batches()
    {
        const string Query = "select repeat('x', 20000000) as t, decode(repeat('ab', 5000000), 'hex') as b from generate_series(1, 3)";
        await using var command = new NpgsqlCommand(Query, _connection);
        await using var reader = await command.ExecuteReaderAsync();
        var source = await DbDataReaderSource.OpenAsync(reader);
        var lengths = new List<(int, int, int)>();
        await foreach (var batch in source.ReadAsync())
            lengths.Add((batch.Length, ((StringArray)batch.Column(0)).GetValueLength(0), ((BinaryArray)batch.Column(1)).GetValueLength(0)));

        lengths.Should().Equal(Enumerable.Repeat((1, 20_000_000, 5_000_000), 3));
    }

    [Test]
    public async Task An_error_in_the_middle_names_the_row_and_keeps_the_cause()
    {
        await using var command = new NpgsqlCommand("select 1 / (50000 - i) as v from generate_series(1, 60000) i", _connection);
        await using var reader = await command.ExecuteReaderAsync();
        var read = () => DbResult.Of(reader);

        var error = (await read.Should().ThrowAsync<DbSourceException>()).Which;

        error.Message.Should().Be("The database failed before row 50,000: 22012: division by zero");
        error.InnerException.Should().BeOfType<PostgresException>();
    }

    [Test]
    public async Task Cancellation_ends_a_query_that_waits()
    {
        using var cancellation = new CancellationTokenSource();
        await using var command = new NpgsqlCommand("select i, case when i > 20000 then pg_sleep(600)::text end from generate_series(1, 30000) i", _connection);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var source = await DbDataReaderSource.OpenAsync(reader, new() { BatchSize = 1000 }, CancellationToken.None);
        await using var batches = source.ReadAsync(cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        (await batches.MoveNextAsync()).Should().BeTrue();

        var rest = DrainAsync(batches);
        await cancellation.CancelAsync();

        await rest.Invoking(r => r).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Names_come_from_the_query_and_may_not_repeat()
    {
        var read = () => DbResult.Of(_connection, "select 1 as a, 2 as b, 3 as a");

        await read.Should().ThrowAsync<DbSourceException>().WithMessage("Columns 1 and 3 of the query are both named 'a'*");
    }

    [Test]
    public async Task Enums_and_domains_are_their_texts_and_bases()
    {
        await using (var command = new NpgsqlCommand(
            "create type pg_temp.mood as enum ('sad', 'ok'); create domain pg_temp.age as integer check (value > 0)", _connection))
            await command.ExecuteNonQueryAsync();

        await _connection.ReloadTypesAsync();
        var result = await DbResult.Of(_connection, "select 'ok'::pg_temp.mood as m, 7::pg_temp.age as a");

        result.Types.Should().Equal("utf8", "int32");
        result.Rows.Should().Equal("ok|7");
    }

    private static async Task DrainAsync(IAsyncEnumerator<RecordBatch> batches)
    {
        while (await batches.MoveNextAsync())
            batches.Current.Dispose();
    }
}
