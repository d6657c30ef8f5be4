using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Tests.Reference;
using DataflowWrite.Tests.Serialization;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

/// <summary>Every Arrow type, whole and as a slice, with and without nulls and without rows, read by DuckDB and by Arrow C++.</summary>
public sealed class ParquetTypeTests
{
    private const int SliceStart = 37;
    private const int SliceLength = 101;

    private static readonly string[] Refused =
        ["interval[year_month]", "interval[day_time]", "interval[month_day_nano]", "run_end_encoded", "union"];

    private static readonly string[] Coerced = ["date64", "time32[s]", "timestamp[s]", "decimal128 (scale −2)"];

    private static IEnumerable<TestCaseData> DuckDbCases()
        => ReaderCases.All().Where(c => c.Name != "runs").Select(c => new TestCaseData(c)
            .SetArgDisplayNames(c.Name, c.Expected.Contains(null) ? "nulls" : "no nulls"));

    private static IEnumerable<string> WrittenTypes() => FormatExamples.All.Keys.Except(Refused).Except(Coerced);

    [TestCaseSource(nameof(DuckDbCases))]
    public void DuckDb_reads_the_values(object readerCase)
    {
        var column = (ReaderCase)readerCase;
        var (expression, expected) = column.Name switch
        {
            "date64" => ("date_diff('day', DATE '1970-01-01', v)", column.Expected.Select(v => v is long ms ? (object)FloorDays(ms) : null).ToArray()),
            "binary" or "large_binary" or "binary_view" => ("hex(v)", column.Expected),
            _ => (column.Expression, column.Expected),
        };

        Check(0, expected.Length);
        Check(SliceStart, SliceLength);
        Check(SliceStart, 0);

        void Check(int start, int length)
            => ParquetFiles.Column(ParquetFiles.Write(null, Batch(("v", column.Values)).Slice(start, length)), expression)
                .Should().Equal(expected[start..(start + length)]);
    }

    [TestCaseSource(nameof(WrittenTypes))]
    public async Task Arrow_reads_the_same_rows_of_the_same_type(string name)
    {
        var values = FormatExamples.All[name];
        var batch = Batch(("v", values), ("row", Int32([.. Enumerable.Range(0, values.Length).Select(i => (int?)i)])));
        for (var start = 0; start <= values.Length; start++)
        {
            var slice = batch.Slice(start, values.Length - start);
            var read = await ParquetFiles.RowsAsync(ParquetFiles.Write(null, slice));

            read.Should().Equal(RowText.Of(slice));
        }

        var type = values.Data.DataType is ExtensionType extension ? extension.StorageType : values.Data.DataType;
        ParquetFiles.SchemaOf(ParquetFiles.Write(null, batch)).GetFieldByName("v").DataType.TypeId
            .Should().Be(type is FixedSizeListType ? ArrowTypeId.List : type.TypeId);
    }

    [TestCaseSource(nameof(WrittenTypes))]
    public async Task Nested_values_survive_slices_and_nulls(string name)
    {
        var values = FormatExamples.All[name];
        var lists = List(values, [.. Enumerable.Repeat((int?)1, values.Length), null, 0]);
        var structs = Struct([.. Enumerable.Range(0, values.Length).Select(i => i != 1)], ("inner", values));
        var batch = Batch(("v", lists));
        foreach (var slice in new[] { batch, batch.Slice(1, values.Length), Batch(("v", structs)), Batch(("v", structs)).Slice(values.Length - 1, 1) })
        {
            var read = await ParquetFiles.RowsAsync(ParquetFiles.Write(null, slice));

            read.Should().Equal(RowText.Of(slice));
        }
    }

    [TestCaseSource(nameof(Refused))]
    public void What_Parquet_has_nothing_for_is_refused_by_name_at_any_depth(string name)
    {
        var values = FormatExamples.All[name];
        var format = new ParquetFormat();

        foreach (var column in new[] { values, List(values, values.Length), Struct(null, ("inner", values)), Map(Utf8(new string[values.Length]), values, values.Length) })
            format.Invoking(f => f.Validate(SchemaOf(("v", column))))
                .Should().Throw<NotSupportedException>().WithMessage("Column 'v' has type *, which Parquet cannot hold; write *Arrow IPC*");
    }

    [Test]
    public void Rows_without_columns_are_refused()
        => new ParquetFormat().Invoking(f => f.Validate(new Schema([], null))).Should().Throw<NotSupportedException>().WithMessage("*without columns*");

    [Test]
    public void A_date64_becomes_the_day_that_it_is_in()
        => ParquetFiles.Column(ParquetFiles.Write(null, Batch(("v", Date64(0, 86_399_999, -1, -86_400_000, null)))), "v - DATE '1970-01-01'")
            .Should().Equal(0L, 0L, -1L, -1L, null);

    [Test]
    public void Seconds_become_milliseconds()
    {
        var file = ParquetFiles.Write(null, Batch(
            ("t", Time32(TimeUnit.Second, 49_021, null)), ("s", Timestamp(TimeUnit.Second, null, -1, null)), ("u", Timestamp(TimeUnit.Second, "UTC", 1, null))));

        ParquetFiles.Query(file, "SELECT epoch_ms(t), epoch_ms(s), epoch_ms(u), typeof(u) FROM {0}")
            .Should().BeEquivalentTo(
                new object?[][] { [49_021_000L, -1_000L, 1_000L, "TIMESTAMP WITH TIME ZONE"], [null, null, null, "TIMESTAMP WITH TIME ZONE"] },
                options => options.WithStrictOrdering());
    }

    [Test]
    public void Seconds_that_milliseconds_cannot_hold_are_refused_by_name()
    {
        var write = () => ParquetFiles.Write(null, Batch(("v", Timestamp(TimeUnit.Second, null, 0, long.MaxValue / 999))));

        write.Should().Throw<InvalidDataException>().WithMessage("Column 'v' holds * in row 1 *");
    }

    [Test]
    public void A_decimal_of_negative_scale_becomes_a_whole_number()
    {
        var file = ParquetFiles.Write(null, Batch(
            ("a", Decimal128(9, -2, (Int128)7, (Int128)(-7), null)), ("b", Decimal256(46, -30, new(1), new(-1), null)), ("c", Decimal32(5, -1, 12, -12, null))));

        ParquetFiles.Query(file, "SELECT typeof(a), a::VARCHAR, c::VARCHAR, b::DOUBLE FROM {0}").Should().BeEquivalentTo(
            new object?[][] { ["DECIMAL(11,0)", "700", "120", 1e30], ["DECIMAL(11,0)", "-700", "-120", -1e30], ["DECIMAL(11,0)", null, null, null] },
            options => options.WithStrictOrdering());
    }

    // Of decimals beyond 38 digits DuckDB 1.5 reads only those right whose bytes are a multiple of eight.
    [TestCase(57)]
    [TestCase(76)]
    public void DuckDb_reads_long_decimals_of_whole_words(int precision)
        => ParquetFiles.Column(ParquetFiles.Write(null, Batch(("v", Decimal256(precision, 2, new(12345), new(-5)))))).Should().Equal(123.45, -0.05);

    [Test]
    public async Task Views_below_other_types_are_written_from_slices_too()
    {
        string?[] texts = ["short", null, "a text that is longer than a view holds", "", "another text that is longer than a view holds"];
        var lists = Batch(
            ("text", List(Utf8View(texts), 1, 2, null, 0, 2)),
            ("nested", LargeList(Struct([true, true, false, true, true], ("s", Utf8View(texts)), ("d", Dictionary(Int8(0, 1, 2, 3, null), BinaryView([1], null, [3], [4])))), 0, 2, 1, 1, 1)),
            ("map", Map(Utf8View("k", "a key that is longer than a view holds"), Utf8View(texts[1..3]), 1, 0, null, 1, 0)));

        foreach (var slice in new[] { lists, lists.Slice(1, 3), lists.Slice(4, 1) })
            (await ParquetFiles.RowsAsync(ParquetFiles.Write(null, slice))).Should().Equal(RowText.Of(slice));
    }

    [Test]
    public void A_uuid_is_stored_big_endian_as_uuid()
    {
        var id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        var file = ParquetFiles.Write(null, Batch(("v", Guids(id, null))));

        ParquetFiles.Query(file, "SELECT typeof(v), v FROM {0}").Should().BeEquivalentTo(
            new object?[][] { ["UUID", id], ["UUID", null] }, options => options.WithStrictOrdering());
        file.AsSpan().IndexOf(id.ToByteArray(bigEndian: true)).Should().BeGreaterThanOrEqualTo(0);
    }

    [Test]
    public void Small_decimals_are_stored_as_integers()
    {
        var file = ParquetFiles.Write(null, Batch(
            ("a", Decimal32(9, 2, 12345)), ("b", Decimal64(18, 2, 12345)), ("c", Decimal128(18, 2, (Int128)12345)), ("d", Decimal128(19, 2, (Int128)12345))));

        ParquetFiles.Query(file, "SELECT type FROM parquet_schema({0}) WHERE name <> 'schema'").Select(row => row[0])
            .Should().Equal("INT32", "INT64", "INT64", "FIXED_LEN_BYTE_ARRAY");
        ParquetFiles.Query(file, "SELECT a::VARCHAR, b::VARCHAR, c::VARCHAR, d::VARCHAR FROM {0}").Single().Should().Equal("123.45", "123.45", "123.45", "123.45");
    }

    [Test]
    public void A_key_of_a_map_is_required_in_the_file_even_if_Arrow_calls_it_nullable()
    {
        var type = new MapType(new Field("key", StringType.Default, nullable: true), new Field("value", Int32Type.Default, nullable: true));
        var map = (MapArray)Map(Utf8("a", "b"), Int32(1, null), 2);
        var values = ArrowArrayFactory.BuildArray(new ArrayData(type, 1, 0, 0, map.Data.Buffers, map.Data.Children));

        ParquetFiles.Column(ParquetFiles.Write(null, Batch(("v", values))), "v::VARCHAR").Should().Equal("{a=1, b=NULL}");
    }

    [Test]
    public void Nan_is_not_in_minima_and_maxima_and_zero_covers_both_signs()
    {
        var file = ParquetFiles.Write(null, Batch(
            ("nan", Float64(double.NaN, 2, 1)), ("zero", Float64(0.0, 0.0, 0.0)), ("negative", Float64(-1.0, -0.0, double.NaN)),
            ("only", Float64(double.NaN, double.NaN, null)), ("half", Float16((Half)0f, Half.NaN, (Half)1f))));

        ParquetFiles.Query(file, "SELECT stats_min_value, stats_max_value FROM parquet_metadata({0})").Should().BeEquivalentTo(
            new object?[][] { ["1.0", "2.0"], ["-0.0", "0.0"], ["-1.0", "0.0"], [null, null], ["-0.0", "1.0"] },
            options => options.WithStrictOrdering());
    }

    private static long FloorDays(long milliseconds) => (long)Math.Floor(milliseconds / 86_400_000.0);
}
