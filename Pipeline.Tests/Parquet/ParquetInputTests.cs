using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Cli;
using DataflowWrite.Tests.Reference;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;
using ParquetSharp;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

public sealed class ParquetInputTests
{
    private string _directory = "";

    private static IEnumerable<string> Types() => FormatExamples.All.Keys
        .Except(["interval[year_month]", "interval[day_time]", "interval[month_day_nano]", "run_end_encoded", "union", "decimal128 (scale −2)"])
        .Except(["date64", "time32[s]", "timestamp[s]"]);

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dataflowwrite").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCaseSource(nameof(Types))]
    public async Task Every_type_comes_back(string type)
    {
        var batch = Batch(("v", FormatExamples.All[type]));

        var source = await OpenAsync(Write("a.parquet", null, batch));
        var rows = await RowsAsync(source);

        rows.Should().Equal(RowText.Of(batch));
        var written = batch.Schema.GetFieldByIndex(0).DataType.TypeId;
        source.Schema.GetFieldByIndex(0).DataType.TypeId.Should().Be(written == ArrowTypeId.FixedSizeList ? ArrowTypeId.List : written);
    }

    [Test]
    public async Task A_fixed_size_list_that_is_never_null_keeps_its_type()
    {
        var type = new FixedSizeListType(new Field("item", Int32Type.Default, true), 2);
        var batch = new RecordBatch(new Schema([new Field("v", type, nullable: false)], null), [FixedList(2, Int32(1, null, 3, 4), true, true)], 2);

        var source = await OpenAsync(Write("a.parquet", null, batch));

        (await RowsAsync(source)).Should().Equal(RowText.Of(batch));
        source.Schema.GetFieldByIndex(0).DataType.TypeId.Should().Be(ArrowTypeId.FixedSizeList);
    }

    [Test]
    public async Task Extension_types_are_restored_with_their_arrays()
    {
        var id = Guid.NewGuid();
        var source = await OpenAsync(Write("a.parquet", null, Batch(("id", Guids(id, null)), ("flag", new Bool8Array(Int8(1, 0))))));

        await foreach (var batch in source.ReadAsync())
            using (batch)
            {
                ((GuidArray)batch.Column("id")).GetGuid(0).Should().Be(id);
                batch.Column("flag").Should().BeOfType<Bool8Array>();
                batch.Schema.GetFieldByName("id").DataType.Should().BeOfType<GuidType>();
            }
    }

    [Test]
    public async Task Int96_comes_in_microseconds_in_every_year()
    {
        const int JulianDayOfEpoch = 2_440_588;
        const long MicrosecondsOfDay = 86_400_000_000;
        var days = new[] { new DateTime(1, 1, 1), new DateTime(1970, 1, 2), new DateTime(9999, 12, 31) }.Select(day => (int)(day - DateTime.UnixEpoch).TotalDays).ToArray();
        var path = Path.Combine(_directory, "a.parquet");
        using (var writer = new ParquetFileWriter(path, [new ParquetSharp.Column<Int96>("t")]))
        {
            using (var group = writer.AppendRowGroup())
            using (var column = group.NextColumn().LogicalWriter<Int96>())
                column.WriteBatch([.. days.Select(day => new Int96(3_000, 0, day + JulianDayOfEpoch))]);

            writer.Close();
        }

        var source = await OpenAsync(path);

        source.Schema.GetFieldByIndex(0).DataType.Should().BeOfType<TimestampType>().Which.Unit.Should().Be(Apache.Arrow.Types.TimeUnit.Microsecond);
        await foreach (var batch in source.ReadAsync())
            using (batch)
                ((TimestampArray)batch.Column(0)).Values.ToArray().Should().Equal(days.Select(day => (day * MicrosecondsOfDay) + 3));
    }

    [Test]
    public async Task A_uuid_of_another_writer_is_one()
    {
        var path = WriteByDuckDb("'01234567-89ab-cdef-0123-456789abcdef'::UUID");

        await foreach (var batch in (await OpenAsync(path)).ReadAsync())
            using (batch)
                ((GuidArray)batch.Column("v")).GetGuid(0).Should().Be(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
    }

    [Test]
    public async Task An_interval_is_refused_with_its_column()
        => await FluentActions.Awaiting(() => OpenAsync(WriteByDuckDb("INTERVAL '1 day'"))).Should().ThrowAsync<SourceFormatException>()
            .WithMessage("*duck.parquet, column 'v': it is an INTERVAL of Parquet*");

    [Test]
    public async Task A_time_adjusted_to_utc_comes_without_the_mark()
        => (await OpenAsync(WriteByDuckDb("TIMETZ '10:00:00+02'"))).Schema.GetFieldByIndex(0).DataType.Should().BeOfType<Time64Type>();

    [Test]
    public async Task Another_format_is_named()
    {
        var path = Path.Combine(_directory, "a.parquet");
        await File.WriteAllBytesAsync(path, [.. "ARROW1\0\0"u8, .. new byte[100]]);

        await FluentActions.Awaiting(() => OpenAsync(path)).Should().ThrowAsync<SourceFormatException>()
            .WithMessage("*a.parquet is not a Parquet file: it begins as an Arrow file; let its name end in .arrow, or give --input-format arrow.");
    }

    [Test]
    public async Task Batches_have_the_size_that_was_asked_and_end_with_their_row_group()
    {
        var path = Write("a.parquet", new() { RowGroupRows = 250 }, Numbers(600));
        var source = await OpenAsync(path, new() { BatchSize = 100 });

        var sizes = new List<int>();
        await foreach (var batch in source.ReadAsync())
            using (batch)
                sizes.Add(batch.Length);

        sizes.Should().Equal(100, 100, 50, 100, 100, 50, 100);
        source.BytesRead.Should().BeGreaterThan(0);
    }

    [Test]
    public async Task Rows_are_counted_from_the_footer()
    {
        var path = Write("a.parquet", new() { Codec = ParquetCodec.None, Dictionary = false }, Numbers(50_000));
        var source = await OpenAsync(path);
        var before = source.BytesRead;

        (await source.CountRowsAsync(source.Files[0])).Should().Be(50_000);

        (source.BytesRead - before).Should().BeLessThan(new FileInfo(path).Length / 2);
    }

    [Test]
    public async Task Files_with_their_columns_in_another_order_are_matched_by_name()
    {
        Write("a.parquet", null, Batch(("x", Int32(1)), ("y", Utf8("a"))));
        Write("b.parquet", null, Batch(("y", Utf8("b")), ("x", Int32(2))));
        var source = await new ParquetInput().OpenAsync(SourceFile.Find(Path.Combine(_directory, "*.parquet")));

        var rows = await RowsAsync(source);

        rows.Should().Equal(RowText.Of(Batch(("x", Int32(1, 2)), ("y", Utf8("a", "b")))));
    }

    [Test]
    public async Task A_column_of_another_type_is_named_with_its_file()
    {
        Write("a.parquet", null, Batch(("x", Int32(1))));
        Write("b.parquet", null, Batch(("x", Utf8("1"))));

        var open = () => new ParquetInput().OpenAsync(SourceFile.Find(Path.Combine(_directory, "*.parquet")));

        await open.Should().ThrowAsync<SourceFormatException>().WithMessage("*b.parquet, column 'x': the column is utf8, and int32 in *a.parquet*");
    }

    [TestCase("empty", 0, "is empty*")]
    [TestCase("mislabelled", 40, "is not a Parquet file*")]
    public async Task A_file_of_something_else_is_named(string name, int length, string message)
    {
        var path = Path.Combine(_directory, name);
        await File.WriteAllTextAsync(path, new string('x', length));

        await FluentActions.Awaiting(() => OpenAsync(path)).Should().ThrowAsync<SourceFormatException>().WithMessage($"*{name} {message}");
    }

    [Test]
    public async Task A_file_that_is_cut_short_anywhere_is_named()
    {
        var whole = ParquetFiles.Write(null, Numbers(1_000));
        for (var length = 1; length < whole.Length; length += 211)
        {
            var path = Path.Combine(_directory, "cut.parquet");
            await File.WriteAllBytesAsync(path, whole[..length]);

            await FluentActions.Awaiting(() => OpenAsync(path)).Should().ThrowAsync<SourceFormatException>().WithMessage("*cut.parquet is *");
        }
    }

    [Test]
    public async Task A_damaged_page_is_named_with_its_file()
    {
        var path = Write("damaged.parquet", new() { PageChecksums = true }, Numbers(20_000));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes.AsSpan(4, 2_000).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes);

        var source = await OpenAsync(path);

        await FluentActions.Awaiting(() => RowsAsync(source)).Should().ThrowAsync<SourceFormatException>().WithMessage("*damaged.parquet is *damaged*");
    }

    [Test]
    public async Task An_encrypted_file_is_read_with_its_key()
    {
        byte[] key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        var path = Write("secret.parquet", new() { Encryption = _ => new FileEncryptionPropertiesBuilder(key).Build() }, Numbers(100));
        var input = new ParquetInput(name => name == path ? new FileDecryptionPropertiesBuilder().FooterKey(key).Build() : null);

        var source = await input.OpenAsync([SourceFile.Local(path)]);

        (await RowsAsync(source)).Should().HaveCount(100);
        await FluentActions.Awaiting(() => OpenAsync(path)).Should().ThrowAsync<SourceFormatException>().WithMessage("*secret.parquet*needs a key*");
    }

    [Test]
    public async Task A_token_ends_the_reading()
    {
        using var stop = new CancellationTokenSource();
        var source = await OpenAsync(Write("a.parquet", null, Numbers(1_000)), new() { BatchSize = 10 });
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync(stop.Token))
                using (batch)
                    await stop.CancelAsync();
        };

        await read.Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_stream_is_refused_because_it_has_no_end_to_read_from()
    {
        var open = () => new ParquetInput().OpenAsync([SourceFile.FromStream("stdin", new MemoryStream())]);

        await open.Should().ThrowAsync<SourceFormatException>().WithMessage("stdin is a stream*");
    }

    [Test]
    public async Task Three_million_flights_are_read_and_written_as_DuckDb_reads_them()
    {
        const string sums = "SELECT count(*), sum(delay), sum(distance), sum(hash(origin, destination, date, delay)) FROM {0}";
        var path = SharedData.Find("flights-3m.parquet");
        var source = await OpenAsync(path);
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat().CreateEncoder(source.Schema, ParquetFiles.Settings);

        await foreach (var batch in source.ReadAsync())
            using (batch)
                encoder.Append(batch, output);

        encoder.Finish(output);

        var written = output.WrittenSpan.ToArray();
        ParquetFiles.RowGroups(written).Should().Equal(1_048_576, 1_048_576, 902_848);
        ParquetFiles.Query(written, sums).Single().Should().Equal(ParquetFiles.Query(await File.ReadAllBytesAsync(path), sums).Single());
    }

    private static RecordBatch Numbers(int count) => Batch(
        ("id", Int32([.. Enumerable.Range(0, count).Select(i => (int?)i)])), ("text", Utf8([.. Enumerable.Range(0, count).Select(i => $"text {i}")])));

    private static Task<FileSource> OpenAsync(string path, FileSourceOptions? options = null) => new ParquetInput().OpenAsync([SourceFile.Local(path)], options);

    private static async Task<List<string>> RowsAsync(FileSource source)
    {
        List<string> rows = [];
        await foreach (var batch in source.ReadAsync())
            using (batch)
                rows.AddRange(RowText.Of(batch));

        return rows;
    }

    private string WriteByDuckDb(string value)
    {
        var path = Path.Combine(_directory, "duck.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"copy (select {value} as v) to '{path}' (format parquet)";
        command.ExecuteNonQuery();
        return path;
    }

    private string Write(string name, ParquetOptions? options, RecordBatch batch)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, ParquetFiles.Write(options, batch));
        return path;
    }
}
