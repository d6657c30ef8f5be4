using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Tests.Reference;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

/// <summary>What Spark 3 and Trino cannot read is refused before the first byte; docs/formats.md has the same table.</summary>
public sealed class ParquetCompatibilityTests
{
    private const int FirstGregorianDay = -141_427;

    private static IEnumerable<TestCaseData> DocumentedTypes()
        => from row in MarkdownTable.Rows("docs/formats.md", "What Spark 3 and Trino refuse")
           from type in MarkdownTable.Codes(row[0])
           select new TestCaseData(type, row[1], row[2]).SetArgDisplayNames(type);

    [TestCaseSource(nameof(DocumentedTypes))]
    public void A_type_is_refused_for_whom_the_page_says(string type, string spark, string trino)
    {
        var values = type == "decimal256" ? Decimal256(39, 2, new(1), new(2)) : FormatExamples.All[type];

        foreach (var column in new[] { values, List(values, values.Length) })
        {
            Check(column, ParquetCompatibility.Spark3, spark, "Spark 3");
            Check(column, ParquetCompatibility.Trino, trino, "Trino");
            Check(column, ParquetCompatibility.Latest, "written", "");
        }
    }

    [TestCase(ParquetCompatibility.Spark3)]
    [TestCase(ParquetCompatibility.Trino)]
    public void Every_type_that_the_page_does_not_name_is_written(ParquetCompatibility reader)
    {
        var named = DocumentedTypes().Select(row => (string)row.Arguments[0]!);
        string[] never = ["interval[year_month]", "interval[day_time]", "interval[month_day_nano]", "run_end_encoded", "union"];

        foreach (var (type, values) in FormatExamples.All)
            if (!named.Contains(type) && !never.Contains(type) && !type.StartsWith("float16", StringComparison.Ordinal))
                new ParquetFormat(new() { Compatibility = reader }).Invoking(f => f.Validate(SchemaOf(("v", values)))).Should().NotThrow(type);
    }

    [TestCase(ParquetCompatibility.Spark3, ParquetCodec.Brotli)]
    [TestCase(ParquetCompatibility.Spark3, ParquetCodec.Lz4Raw)]
    [TestCase(ParquetCompatibility.Trino, ParquetCodec.Brotli)]
    [TestCase(ParquetCompatibility.Trino, ParquetCodec.Lz4Raw)]
    public void A_codec_that_the_reader_lacks_is_refused(ParquetCompatibility reader, ParquetCodec codec)
        => Refuse(new() { Compatibility = reader, Codec = codec }, "Column 'v' is compressed with *; choose Zstd, Snappy or Gzip.");

    [TestCase(ParquetCompatibility.Spark3)]
    [TestCase(ParquetCompatibility.Trino)]
    public void An_encoding_that_the_reader_lacks_is_refused(ParquetCompatibility reader)
        => Refuse(new() { Compatibility = reader, Encoding = ParquetEncoding.ByteStreamSplit }, "Column 'v' has encoding ByteStreamSplit, *");

    [Test]
    public void Storage_that_is_named_a_uuid_in_its_metadata_is_one()
    {
        var schema = new Schema([new Field("v", new FixedSizeBinaryType(16), true, [new("ARROW:extension:name", "arrow.uuid")])], null);

        new ParquetFormat(new() { Compatibility = ParquetCompatibility.Spark3 }).Invoking(f => f.Validate(schema))
            .Should().Throw<NotSupportedException>().WithMessage("Column 'v' has type *uuid*");
    }

    private static IEnumerable<TestCaseData> EarlyValues()
    {
        const long second = -2_208_988_800;
        yield return Case("date32", Date32((int?)FirstGregorianDay, null), Date32(0, FirstGregorianDay - 1));
        yield return Case("date64", Date64(FirstGregorianDay * 86_400_000L), Date64(0, (FirstGregorianDay * 86_400_000L) - 1));
        yield return Case("timestamp[s]", Timestamp(TimeUnit.Second, null, second), Timestamp(TimeUnit.Second, null, 0, second - 1));
        yield return Case("timestamp[ms]", Timestamp(TimeUnit.Millisecond, "UTC", second * 1_000), Timestamp(TimeUnit.Millisecond, "UTC", 0, (second * 1_000) - 1));
        yield return Case("timestamp[us]", Timestamp(TimeUnit.Microsecond, "UTC", second * 1_000_000), Timestamp(TimeUnit.Microsecond, "UTC", 0, (second * 1_000_000) - 1));

        static TestCaseData Case(string name, IArrowArray fine, IArrowArray early) => new TestCaseData(fine, early).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(EarlyValues))]
    public void Values_that_Spark_refuses_to_read_are_refused_with_column_and_row(object fine, object early)
    {
        var (good, bad) = ((IArrowArray)fine, (IArrowArray)early);

        Write(good);
        Write(List(good, good.Length));
        FluentActions.Invoking(() => Write(bad)).Should().Throw<InvalidDataException>().WithMessage("Column 'v' holds a * before 1* in row 1 of a batch, which Spark 3 refuses*");
        foreach (var nested in new[] { List(bad, bad.Length), LargeList(bad, bad.Length), Struct(null, ("x", bad)), FixedList(2, bad, true), Dictionary(Int8(1), bad) })
            FluentActions.Invoking(() => Write(nested)).Should().Throw<InvalidDataException>().WithMessage("Column 'v' holds a * before 1*, which Spark 3 refuses*");

        ParquetFiles.Write(new() { Compatibility = ParquetCompatibility.Latest }, Batch(("v", bad)));
    }

    [Test]
    public void Early_values_outside_a_slice_and_under_nulls_are_no_harm()
    {
        var early = Date32(FirstGregorianDay - 1, 0, 0);
        var hidden = ArrowArrayFactory.BuildArray(new ArrayData(Date32Type.Default, 3, 1, 0, [new ArrowBuffer(new byte[] { 0b110 }), early.Data.Buffers[1]]));

        foreach (var batch in new[] { Batch(("v", early)).Slice(1, 2), Batch(("v", List(early, 1, 1, 1))).Slice(1, 2), Batch(("v", Struct(null, ("x", early)))).Slice(1, 2), Batch(("v", hidden)) })
            ParquetFiles.Write(new() { Compatibility = ParquetCompatibility.Spark3 }, batch);
    }

    private static void Write(IArrowArray values) => ParquetFiles.Write(new() { Compatibility = ParquetCompatibility.Spark3 }, Batch(("v", values)));

    private static void Check(IArrowArray values, ParquetCompatibility reader, string documented, string name)
    {
        var validate = new ParquetFormat(new() { Compatibility = reader }).Invoking(f => f.Validate(SchemaOf(("v", values))));
        if (documented == "written")
            validate.Should().NotThrow();
        else
            validate.Should().Throw<NotSupportedException>().WithMessage($"Column 'v' has type *, which {name} *; cast *, or set Compatibility to Latest.");
    }

    private static void Refuse(ParquetOptions options, string message)
        => new ParquetFormat(options).Invoking(f => f.Validate(SchemaOf(("v", Float64(1))))).Should().Throw<NotSupportedException>().WithMessage(message);
}
