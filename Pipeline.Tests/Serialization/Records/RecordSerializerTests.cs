using System.Buffers;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Serialization.Records;

public sealed class RecordSerializerTests
{
    private static readonly StatelessFormat Json = FileFormat.JsonLines();

    [Test]
    public void A_record_is_a_line()
        => Text(Json, new Note { Title = "a\"b", Tags = new() { ["k"] = null, ["l"] = "v" } }, new Note { Title = "ü" })
            .Should().Be("{\"Title\":\"a\\\"b\",\"Tags\":{\"k\":null,\"l\":\"v\"}}\n{\"Title\":\"ü\"}\n");

    [Test]
    public void Columns_that_the_file_does_not_have_are_left_out()
    {
        var schema = new Schema(BatchRecords.SchemaOf<Point>().FieldsList.Skip(1), null);

        Text(FileFormat.Csv(), schema, new Point(1, 2.5), new Point(3, null)).Should().Be("Y\n2.5\n\"\"\n");
    }

    [Test]
    public void Long_names_are_written_whole()
        => Text(Json, new LongNames(1, "a"), new LongNames(-2, "\n")).Should().Be(
            "{\"a_number_under_a_name_of_many_characters\":1,\"a_text_under_a_name_of_many_characters\":\"a\"}\n"
            + "{\"a_number_under_a_name_of_many_characters\":-2,\"a_text_under_a_name_of_many_characters\":\"\\n\"}\n");

    [Test]
    public void Rows_are_written_in_the_order_of_the_indices()
    {
        var output = new ArrayBufferWriter<byte>();
        Point[] rows = [new(0, 0), new(1, 1), new(2, 2)];

        BatchRecords.CreateSerializer<Point>(FileFormat.Csv()).Serialize(new(rows, [2, 0, 2]), initial: false, output);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("2.0,2.0\n0.0,0.0\n2.0,2.0\n");
    }

    [Test]
    public void A_file_without_rows_has_its_header()
        => Text<Point>(FileFormat.Csv()).Should().Be("X,Y\n");

    [Test]
    public void A_null_in_a_member_without_nulls_names_column_and_row()
        => FluentActions.Invoking(() => Text(Json, new Note { Title = "a" }, new Note { Title = null! }))
            .Should().Throw<RecordValueException>().Where(e => e.Column == "Title" && e.Row == 1);

    [Test]
    public void A_row_of_a_selection_is_named_by_its_place_among_all()
    {
        Note[] rows = [new() { Title = "a" }, new() { Title = "b" }, new() { Title = null! }];

        FluentActions.Invoking(() => BatchRecords.CreateSerializer<Note>(Json).Serialize(new(rows, [0, 2]), initial: false, new ArrayBufferWriter<byte>()))
            .Should().Throw<RecordValueException>().Where(e => e.Row == 2);
    }

    [Test]
    public void An_enum_value_without_a_name_names_the_column()
    {
        var rows = new RandomRecords(1).Scalars(1);
        rows[0] = rows[0] with { Mood = (Mood)99 };

        FluentActions.Invoking(() => Text(Json, rows)).Should().Throw<RecordValueException>().WithMessage("*mood*99*");
    }

    [Test]
    public void Digits_that_the_column_would_lose_name_it()
    {
        var rows = new RandomRecords(1).Scalars(1);
        rows[0] = rows[0] with { Price = 0.00001m };

        FluentActions.Invoking(() => Text(Json, rows)).Should().Throw<RecordValueException>().WithMessage("*price*0.00001*");
    }

    [Test]
    public void A_row_that_is_null_is_refused()
        => FluentActions.Invoking(() => Text<Note>(Json, new Note { Title = "a" }, null!)).Should().Throw<ArgumentException>().WithMessage("*Row 1*");

    [Test]
    public void Keys_that_are_the_same_in_utf8_are_refused()
        => FluentActions.Invoking(() => Text(Json, new Note { Title = "a", Tags = new() { ["\ud800"] = "", ["\udc00"] = "" } }))
            .Should().Throw<InvalidDataException>().WithMessage("*Tags*twice*");

    [Test]
    public void Columns_in_another_order_are_refused()
        => FluentActions.Invoking(() => Text(Json, new Schema(BatchRecords.SchemaOf<Point>().FieldsList.Reverse(), null), new Point(1, 2)))
            .Should().Throw<ArgumentException>().WithMessage("*'X'*");

    [Test]
    public void A_column_of_another_type_is_refused()
        => FluentActions.Invoking(() => Text(Json, new Schema([new Field("X", Int64Type.Default, false)], null), new Point(1, 2)))
            .Should().Throw<ArgumentException>().WithMessage("*'X'*Int64*");

    [Test]
    public void A_column_that_the_format_cannot_hold_is_refused_before_the_first_byte()
        => FluentActions.Invoking(() => BatchRecords.CreateSerializer<Nested>(FileFormat.Csv())).Should().Throw<NotSupportedException>();

    [Test]
    public void Threads_that_share_a_serializer_write_what_one_does()
    {
        var rows = new RandomRecords(5).Scalars(50);
        var serializer = BatchRecords.CreateSerializer<Scalars>(FileFormat.Csv());
        var texts = new string[16];

        Parallel.For(0, texts.Length, i => texts[i] = Text(serializer, rows));

        texts.Should().AllBe(Text(FileFormat.Csv(), rows));
    }

    [Test]
    public void Rows_cost_no_memory_of_their_own()
    {
        var rows = new RandomRecords(9).Scalars(500);
        var costs = from format in new[] { FileFormat.Csv(), Json }
                    from column in BatchRecords.SchemaOf<Scalars>().FieldsList
                    let bytes = Allocated(BatchRecords.CreateSerializer<Scalars>(format, new Schema([column], null)), rows)
                    where bytes >= 1
                    select $"{column.Name} of {format}: {bytes}";

        costs.Should().BeEmpty();
    }

    [Test]
    public void Nested_rows_cost_no_memory_of_their_own()
        => Allocated(BatchRecords.CreateSerializer<Nested>(Json), new RandomRecords(9).Nested(500)).Should().BeLessThan(1);

    /// <summary>Bytes for each row, when all that is kept between calls is there.</summary>
    private static double Allocated<T>(IBatchSerializer<T> serializer, T[] rows)
    {
        const int Rounds = 20;
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(rows, initial: true, output);
        output.ResetWrittenCount();
        serializer.Serialize(rows, initial: true, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            output.ResetWrittenCount();
            serializer.Serialize(rows, initial: false, output);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rounds * rows.Length);
    }

    private static string Text<T>(StatelessFormat format, params T[] rows)
        where T : IBatchSerializable<T>
        => Text(BatchRecords.CreateSerializer<T>(format), rows);

    private static string Text<T>(StatelessFormat format, Schema schema, params T[] rows)
        where T : IBatchSerializable<T>
        => Text(BatchRecords.CreateSerializer<T>(format, schema), rows);

    private static string Text<T>(IBatchSerializer<T> serializer, T[] rows)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(rows, initial: true, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
