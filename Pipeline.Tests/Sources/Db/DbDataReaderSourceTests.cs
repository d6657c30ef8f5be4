using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Db;

namespace DataflowWrite.Tests.Sources.Db;

public sealed class DbDataReaderSourceTests
{
    private static readonly ResultColumnOf[] IdAndName = [new("id", typeof(int), "integer"), new("name", typeof(string), "text")];

    [Test]
    public async Task Rows_come_in_order_and_in_batches_of_the_size_that_was_asked_for()
    {
        var rows = Enumerable.Range(0, 25).Select(i => new object?[] { i, i % 3 == 0 ? null : $"n{i}" }).ToArray();

        var result = await DbResult.Of(new ListReader(IdAndName, rows), new() { BatchSize = 10 });

        result.Batches.Should().Equal(10, 10, 5);
        result.Rows.Should().Equal(rows.Select(row => $"{row[0]}|{row[1] ?? "∅"}"));
    }

    [Test]
    public async Task A_batch_ends_after_16_mebibytes_of_values()
    {
        var megabyte = new string('x', 1 << 20);

        var result = await DbResult.Of(ListReader.Of(typeof(string), [.. Enumerable.Repeat<object?>(megabyte, 40)]));

        result.Batches.Should().Equal(16, 16, 8);
    }

    [Test]
    public async Task A_result_without_rows_has_its_schema_and_no_batch()
    {
        var result = await DbResult.Of(new ListReader(IdAndName));

        result.Types.Should().Equal("int32", "utf8");
        result.Batches.Should().BeEmpty();
    }

    [Test]
    public async Task The_schema_is_known_before_the_reader_is_moved_and_the_reader_stays_open()
    {
        var reader = new ListReader(IdAndName, [1, "a"]);

        var source = await DbDataReaderSource.OpenAsync(reader);

        source.Schema.FieldsList.Select(field => field.Name).Should().Equal("id", "name");
        reader.Invoking(r => r.GetValue(0)).Should().Throw<IndexOutOfRangeException>("no row has been read");
        await foreach (var batch in source.ReadAsync())
            batch.Dispose();

        reader.IsDisposed.Should().BeFalse();
    }

    [Test]
    public async Task The_rows_are_read_once()
    {
        var source = await DbDataReaderSource.OpenAsync(new ListReader(IdAndName, [1, "a"]));
        source.ReadAsync();

        source.Invoking(s => s.ReadAsync()).Should().Throw<InvalidOperationException>().WithMessage("*only once*");
    }

    [Test]
    public async Task A_column_that_holds_no_nulls_is_not_nullable_and_a_null_in_it_is_an_error()
    {
        var columns = new ResultColumnOf[] { new("id", typeof(int), "integer", AllowsNull: false), new("name", typeof(string)) };

        var source = await DbDataReaderSource.OpenAsync(new ListReader(columns, [1, null], [null, "b"]));
        source.Schema.FieldsList.Select(field => field.IsNullable).Should().Equal(false, true);

        var error = (await Reading(source).Should().ThrowAsync<DbSourceException>()).Which;
        error.Message.Should().Be("Row 2, column 'id' (integer) is null, though the column is said to hold no nulls; declare it as nullable in the schema.");
        (error.Row, error.Column).Should().Be((2, "id"));
    }

    [Test]
    public async Task A_failure_of_the_provider_names_the_row_and_keeps_the_cause()
    {
        var failure = new TimeoutException("the server is gone");
        var source = await DbDataReaderSource.OpenAsync(new ListReader(IdAndName, [1, "a"], [2, "b"]) { Failure = failure, FailingRow = 2 });

        var error = (await Reading(source).Should().ThrowAsync<DbSourceException>()).Which;

        error.Message.Should().Be("The database failed before row 2: the server is gone");
        error.InnerException.Should().BeSameAs(failure);
        error.Row.Should().Be(2);
    }

    [Test]
    public async Task A_value_that_the_provider_cannot_give_is_named_with_its_column()
    {
        var failure = new InvalidCastException("it is infinite");
        var reader = ListReader.Of(typeof(DateOnly), "date", DateOnly.MinValue, failure);

        var error = (await reader.Invoking(r => DbResult.Of(r)).Should().ThrowAsync<DbSourceException>()).Which;

        error.Message.Should().Be("Row 2, column 'v' (date) cannot be read as date32. Cast it in the query, as in CAST(v AS VARCHAR) AS v. (it is infinite)");
        error.InnerException.Should().BeSameAs(failure);
    }

    [Test]
    public async Task Cancellation_ends_the_reading_as_such_and_a_time_out_of_the_provider_does_not()
    {
        using var cancellation = new CancellationTokenSource();
        var source = await DbDataReaderSource.OpenAsync(new ListReader(IdAndName, [1, "a"], [2, "b"]), new() { BatchSize = 1 });
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync(cancellation.Token))
            {
                batch.Dispose();
                await cancellation.CancelAsync();
            }
        };
        await read.Should().ThrowAsync<OperationCanceledException>();

        var timedOut = await DbDataReaderSource.OpenAsync(
            new ListReader(IdAndName) { Failure = new OperationCanceledException("time-out"), FailingRow = 1 });
        await Reading(timedOut).Should().ThrowAsync<DbSourceException>().WithMessage("The database failed before row 1: time-out");
    }

    [Test]
    public async Task Two_columns_of_one_name_are_refused_with_their_places()
        => await Refused([new("a", typeof(int)), new("b", typeof(int)), new("a", typeof(int))],
            "Columns 1 and 3 of the query are both named 'a'; give one of them another name, as in SELECT ... AS name.");

    [Test]
    public async Task A_column_without_a_name_is_refused()
        => await Refused([new("a", typeof(int)), new("", typeof(int))],
            "Column 2 of the query has no name; give it one, as in SELECT ... AS name.");

    [Test]
    public async Task A_result_without_columns_is_refused()
        => await Refused([], "The query gives no columns; use one that returns rows, such as a SELECT.");

    [Test]
    public async Task A_type_without_an_arrow_type_is_refused_by_name_before_the_first_row()
        => await Refused([new("a", typeof(int)), new("where", typeof(Uri), "link")],
            "Column 'where' of the query, of type link (Uri), has no Arrow type that keeps its values. "
            + "Cast it in the query, as in CAST(where AS VARCHAR) AS where, or leave it out.");

    [Test]
    public async Task A_time_of_day_with_an_offset_is_refused()
        => await Refused([new("t", typeof(DateTimeOffset), "time with time zone")], "Column 't' of the query, of type time with time zone *");

    [Test]
    public async Task Nanoseconds_that_the_provider_drops_are_refused_unless_they_are_declared()
    {
        await Refused([new("t", typeof(DateTime), "TimestampNs")], "*drops the last two digits*declare timestamp[ns] to go without them.");

        var declared = new Field("v", new TimestampType(TimeUnit.Nanosecond, (string?)null), true);
        var result = await DbResult.Of(ListReader.Of(typeof(DateTime), "TimestampNs", new DateTime(1970, 1, 1).AddTicks(7)), new() { Schema = [declared] });
        result.Rows.Should().Equal("700");
    }

    [Test]
    public async Task A_declared_column_that_the_query_does_not_give_is_a_wrong_argument()
    {
        var open = () => DbDataReaderSource.OpenAsync(new ListReader(IdAndName), new() { Schema = [new Field("x", Int32Type.Default, true)] });

        await open.Should().ThrowAsync<ArgumentException>().WithMessage("*declares 'x', which the query does not give. Its columns are 'id', 'name'.*");
    }

    [Test]
    public async Task A_declared_type_that_the_values_cannot_become_is_refused()
    {
        var open = () => DbDataReaderSource.OpenAsync(new ListReader(IdAndName), new() { Schema = [new Field("id", Date32Type.Default, true)] });

        await open.Should().ThrowAsync<DbSourceException>().WithMessage("Column 'id' of the query, of type integer (Int32), cannot be read as date32,*");
    }

    [Test]
    public async Task Options_out_of_range_are_refused()
    {
        var open = () => DbDataReaderSource.OpenAsync(new ListReader(IdAndName), new() { BatchSize = 0 });

        await open.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static async Task Refused(ResultColumnOf[] columns, string message)
    {
        var open = () => DbDataReaderSource.OpenAsync(new ListReader(columns));
        await open.Should().ThrowAsync<DbSourceException>().WithMessage(message);
    }

    private static Func<Task> Reading(DbDataReaderSource source) => async () =>
    {
        await foreach (var batch in source.ReadAsync())
            batch.Dispose();
    };
}
