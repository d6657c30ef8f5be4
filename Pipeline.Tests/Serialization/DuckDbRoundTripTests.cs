using Apache.Arrow;
using CsCheck;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;
using DuckDB.NET.Data;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization;

/// <summary>Files read back with DuckDB, which shares no code with us, and compared row by row.</summary>
public sealed class DuckDbRoundTripTests
{
    private const int SliceStart = 37;
    private const int SliceLength = 101;

    // DuckDB reads JSON numbers as doubles, also where it is told that they are decimals.
    private static readonly JsonLinesOptions StringDecimals = new() { DecimalsAsStrings = true };

    private string _directory = "";

    private static IEnumerable<TestCaseData> Cases()
        => ReaderCases.All().Select(c => new TestCaseData(c)
            .SetArgDisplayNames(c.Name, c.Expected.Contains(null) ? "nulls" : "no nulls"));

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dataflowwrite").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCaseSource(nameof(Cases))]
    public void Csv_is_read_back(object readerCase) => RoundTrip((ReaderCase)readerCase, FileFormat.Csv(), CsvSource);

    [TestCaseSource(nameof(Cases))]
    public void Json_lines_are_read_back(object readerCase)
        => RoundTrip((ReaderCase)readerCase, FileFormat.JsonLines(StringDecimals), JsonSource);

    [TestCase(CsvQuoteStyle.Always)]
    [TestCase(CsvQuoteStyle.NonNumeric)]
    public void Texts_and_nulls_are_read_back_from_every_style_that_quotes(CsvQuoteStyle style)
    {
        var texts = ReaderCases.All().First(c => c.Name == "utf8" && c.Expected.Contains(null));

        RoundTrip(texts, FileFormat.Csv(new CsvOptions { QuoteStyle = style }), CsvSource);
    }

    [Test]
    public void Any_text_is_read_back()
        => RandomTexts.Texts.Sample(
            texts =>
            {
                var column = new ReaderCase("any text", "VARCHAR", "v", Utf8(texts), [.. texts]);
                Check(column, FileFormat.Csv(), CsvSource, 0, texts.Length);
                Check(column, FileFormat.JsonLines(), JsonSource, 0, texts.Length);
            },
            iter: 30);

    [TestCaseSource(nameof(QuotedDialects))]
    public void Any_text_is_read_back_from_every_dialect_with_quotes(CsvOptions dialect, string reader)
        => RandomTexts.Texts.Sample(
            texts =>
            {
                var column = new ReaderCase("any text", "VARCHAR", "v", Utf8(texts), [.. texts]);
                Check(column, FileFormat.Csv(dialect), (path, type) => CsvSource(path, type, reader), 0, texts.Length);
            },
            iter: 20);

    private static IEnumerable<TestCaseData> QuotedDialects()
    {
        yield return new TestCaseData(CsvOptions.Rfc4180, @"escape='""', new_line='\r\n'").SetArgDisplayNames("RFC 4180");
        yield return new TestCaseData(CsvOptions.Spark, @"escape='\'").SetArgDisplayNames("Spark");
        yield return new TestCaseData(CsvOptions.PostgreSql, @"escape='""'").SetArgDisplayNames("PostgreSQL");
    }

    [Test]
    public void Nested_json_is_read_back()
    {
        var values = Struct([true, true, false], ("l", List(Int32(1, null, 3), 2, null, 1)), ("s", Utf8("x", null, "z")));
        var path = Write(FileFormat.JsonLines(), Batch(("id", Int32(0, 1, 2)), ("v", values)));

        var rows = Query($"SELECT CAST(v AS VARCHAR) FROM {JsonSource(path, "STRUCT(l INTEGER[], s VARCHAR)")} ORDER BY id");

        rows.Should().Equal("{'l': [1, NULL], 's': x}", "{'l': NULL, 's': NULL}", null);
    }

    private static string CsvSource(string path, string type) => CsvSource(path, type, "escape='\"'");

    private static string CsvSource(string path, string type, string reader)
        => $"read_csv('{path}', auto_detect=false, header=true, delim=',', quote='\"', {reader}, nullstr='',"
            + $" allow_quoted_nulls=false, columns={{'id': 'INTEGER', 'v': '{type}', 'z': 'INTEGER'}})";

    private static string JsonSource(string path, string type)
        => $"read_json('{path}', format='newline_delimited', columns={{'id': 'INTEGER', 'v': '{type}', 'z': 'INTEGER'}})";

    private void RoundTrip(ReaderCase column, StatelessFormat format, Func<string, string, string> source)
    {
        Check(column, format, source, 0, column.Expected.Length);
        Check(column, format, source, SliceStart, SliceLength);
    }

    private void Check(
        ReaderCase column, StatelessFormat format, Func<string, string, string> source, int start, int length)
    {
        var ids = Int32([.. Enumerable.Range(0, column.Expected.Length).Select(i => (int?)i)]);
        var batch = Batch(("id", ids), ("v", column.Values), ("z", ids));
        var path = Write(format, batch.Slice(start, length));

        var rows = Query($"SELECT {column.Expression} FROM {source(path, column.ReadAs)} ORDER BY id");

        rows.Should().Equal(column.Expected[start..(start + length)]);
    }

    private string Write(StatelessFormat format, RecordBatch batch)
    {
        var path = Path.Combine(_directory, $"{Guid.NewGuid():n}.{format.Extension}");
        File.WriteAllBytes(path, SerializedText.BytesOf(format, batch));
        return path;
    }

    private static List<object?> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?>();
        while (reader.Read())
            rows.Add(reader.IsDBNull(0) ? null : reader.GetValue(0));

        return rows;
    }
}
