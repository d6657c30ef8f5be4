using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>How rows are spread over hive partitions, and what their directories are called.</summary>
public sealed class PartitionReferenceTests
{
    private const string Null = "k=__HIVE_DEFAULT_PARTITION__";
    private const string EncodedByTheOriginal = "/\\{}^%`[]\"<>~#|*?";
    private const string EncodedHere = "/\\{}^%[]\"<>#|*?'=:";

    private static IEnumerable<TestCaseData> SameValues()
    {
        yield return Case("utf8", ArrowValues.Utf8("a", "New York"), "a", "New York");
        yield return Case("large_utf8", ArrowValues.LargeUtf8("a"), "a");
        yield return Case("utf8_view", ArrowValues.Utf8View("a"), "a");
        yield return Case("bool", ArrowValues.Bool(true, false), "true", "false");
        yield return Case("integers", ArrowValues.Int64(-12, 7), "-12", "7");
        yield return Case("unsigned", ArrowValues.UInt64(ulong.MaxValue), "18446744073709551615");
        yield return Case("float16", ArrowValues.Float16((Half)9.1015625f, (Half)1), "9.1015625", "1");
        yield return Case("float32", ArrowValues.Float32(1f, 10.1f, -0f, float.NaN), "1", "10.1", "-0", "NaN");
        yield return Case("float64", ArrowValues.Float64(1e21, double.PositiveInfinity), "1000000000000000000000", "inf");
        yield return Case("date32", ArrowValues.Date32((int?)19_968), "2024-09-02");
        yield return Case("date64", ArrowValues.Date64(86_400_000), "1970-01-02");
        yield return Case("dictionary of text", ArrowValues.Dictionary(ArrowValues.Int8(1, 0), ArrowValues.Utf8("a", "b")), "b", "a");
    }

    private static IEnumerable<TestCaseData> RefusedByTheOriginal()
    {
        yield return Case("timestamp", ArrowValues.Timestamp(TimeUnit.Second, null, 0), "1970-01-01 00%3A00%3A00");
        yield return Case("time", ArrowValues.Time32(TimeUnit.Second, 1), "00%3A00%3A01");
        yield return Case("decimal", ArrowValues.Decimal256(76, 2, new BigInteger(1250)), "12.50");
        yield return Case("binary", ArrowValues.Binary([0xAB, 0]), "ab00");
        yield return Case("duration", ArrowValues.Duration(TimeUnit.Second, 90), "PT90S");
        yield return Case("dictionary of dates", ArrowValues.Dictionary(ArrowValues.Int8(0), ArrowValues.Date32((int?)0)), "1970-01-01");
    }

    [TestCaseSource(nameof(SameValues))]
    public async Task A_value_has_the_text_of_the_original(IArrowArray keys, string[] texts)
        => (await ReferenceWrite.KeyDirectoriesAsync(keys)).Should().Equal(texts.Select(text => $"k={text}"));

    [TestCaseSource(nameof(RefusedByTheOriginal))]
    public async Task A_type_that_the_original_refuses_is_a_key(IArrowArray keys, string[] texts)
        => (await ReferenceWrite.KeyDirectoriesAsync(keys)).Should().Equal(texts.Select(text => $"k={text}"));

    [Test]
    public async Task A_date64_before_1970_belongs_to_its_day_and_not_to_the_next()
        => (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Date64(-1, -86_400_000, -86_400_001)))
            .Should().Equal("k=1969-12-31", "k=1969-12-30");

    [Test]
    public async Task A_null_has_a_partition_of_its_own_beside_zero_and_the_empty_string()
    {
        (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Int32(0, null))).Should().Equal("k=0", Null);
        (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Utf8("", null))).Should().Equal("k=", Null);
        (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Dictionary(ArrowValues.Int8(0, 1, null), ArrowValues.Utf8("a", null))))
            .Should().Equal("k=a", Null);
    }

    [TestCase("a/b", "k=a%2Fb")]
    [TestCase("50%", "k=50%25")]
    [TestCase("x y", "k=x y")]
    [TestCase("%2F", "k=%252F")]
    [TestCase("", "k=")]
    public async Task A_text_is_encoded_as_by_the_original(string text, string directory)
        => (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Utf8(text))).Should().Equal(directory);

    [TestCase("é", "k=é")]
    [TestCase("a=b", "k=a%3Db")]
    [TestCase(" x ", "k=%20x%20")]
    [TestCase("x.", "k=x%2E")]
    [TestCase("null", "k=%6Eull")]
    [TestCase("__HIVE_DEFAULT_PARTITION__", "k=%5F_HIVE_DEFAULT_PARTITION__")]
    public async Task A_text_that_readers_misread_is_encoded_as_they_need_it(string text, string directory)
        => (await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Utf8(text))).Should().Equal(directory);

    [Test]
    public async Task Of_printable_ascii_two_characters_are_no_longer_encoded_and_three_more_are()
    {
        var printable = Enumerable.Range(0x21, 0x7F - 0x21).Select(code => (char)code).ToArray();
        var directories = await ReferenceWrite.KeyDirectoriesAsync(ArrowValues.Utf8([.. printable.Select(c => $"a{c}b")]));

        directories.Should().Equal(printable.Select(
            c => EncodedHere.Contains(c, StringComparison.Ordinal) ? $"k=a%{(int)c:X2}b" : $"k=a{c}b"));
        EncodedByTheOriginal.Except(EncodedHere).Should().BeEquivalentTo("`~");
        EncodedHere.Except(EncodedByTheOriginal).Should().BeEquivalentTo("'=:");
    }

    [Test]
    public async Task Directories_nest_in_the_order_of_the_partition_columns()
    {
        var batch = ArrowValues.Batch(("b", ArrowValues.Int32(2)), ("v", ArrowValues.Int32(7)), ("a", ArrowValues.Utf8("x")));

        var write = await ReferenceWrite.OfAsync("out/", new() { PartitionBy = ["a", "b"] }, batch);

        write.Paths.Should().Equal("out/a=x/b=2/ID_0.csv");
        (await write.TextAsync()).Should().Be("v\n7\n");
    }

    [Test]
    public async Task One_file_per_key_holds_its_rows_in_input_order()
    {
        var write = await ReferenceWrite.OfAsync(
            "out/", new() { PartitionBy = ["key"] }, [.. NumberedRows.Batches(rows: 60, rowsPerBatch: 7, keys: 3)]);

        write.Paths.Should().Equal("out/key=k0/ID_0.csv", "out/key=k1/ID_0.csv", "out/key=k2/ID_0.csv");
        (await write.IdsAsync("out/key=k2/ID_0.csv")).Should().Equal(Enumerable.Range(0, 20).Select(n => (3L * n) + 2));
    }

    [Test]
    public async Task A_partition_has_a_maximum_of_rows_per_file_too()
    {
        var write = await ReferenceWrite.OfAsync(
            "out/", new() { PartitionBy = ["key"], MaxRowsPerFile = 8 }, [.. NumberedRows.Batches(rows: 60, rowsPerBatch: 7, keys: 3)]);

        write.Result.Files.Select(file => file.Rows).Should().Equal(8, 8, 4, 8, 8, 4, 8, 8, 4);
    }

    [Test]
    public async Task Partitions_without_rows_make_no_directory()
        => (await ReferenceWrite.OfAsync("out/", new() { PartitionBy = ["key"] }, NumberedRows.Batch(0, 0))).Paths.Should().BeEmpty();

    [Test]
    public async Task A_second_write_adds_files_and_replaces_none()
    {
        var store = new MemoryObjectStore();
        await ReferenceWrite.OfAsync(store, "out/", new() { PartitionBy = ["key"], WriteId = "aaaaaaaaaaaaaaaa" }, NumberedRows.Batch(0, 1));
        await ReferenceWrite.OfAsync(store, "out/", new() { PartitionBy = ["key"], WriteId = "bbbbbbbbbbbbbbbb" }, NumberedRows.Batch(0, 1));

        (await CsvText.ListAsync(store)).Select(path => path.Value).Should().Equal(
            "out/key=k0/aaaaaaaaaaaaaaaa_0.csv", "out/key=k0/bbbbbbbbbbbbbbbb_0.csv");
    }

    private static TestCaseData Case(string name, IArrowArray keys, params string[] texts)
        => new TestCaseData(keys, texts).SetArgDisplayNames(name);
}
