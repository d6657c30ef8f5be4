using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Cli;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

public sealed class ArrowReadingTests
{
    private static readonly CompressionCodecType?[] Codecs = [null, CompressionCodecType.Lz4Frame, CompressionCodecType.Zstd];

    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dfw-arrow-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCaseSource(typeof(RandomColumns), nameof(RandomColumns.All))]
    public async Task Every_type_is_read_back_from_either_layout_with_every_codec(string type)
        => await (
            from seed in Gen.Int
            from length in Gen.Int[0, 70]
            from offset in Gen.Int[0, 9]
            from nulls in Gen.OneOf(0.0, 0.3, 1.0)
            from codec in Gen.OneOf(Codecs)
            from isFile in Gen.Bool
            select (seed, length, offset, nulls, codec, isFile)).SampleAsync(
            async given =>
            {
                // The keys of a map have no nulls.
                var whole = RandomColumns.Make(type, given.seed, given.length + given.offset, type == "map" ? 0 : given.nulls);
                using var batch = ArrowValues.Batch(("c", ArrowArrayFactory.Slice(whole, given.offset, given.length)));
                var bytes = IpcBytes.Of(given.isFile, given.codec, batch, batch);
                var input = given.isFile ? InputFormat.ArrowFile() : InputFormat.ArrowStream();
                var (schema, rows) = await ReadAsync(await input.OpenAsync([IpcBytes.Pipe(bytes)]));
                schema.GetFieldByIndex(0).DataType.TypeId.Should().Be(batch.Schema.GetFieldByIndex(0).DataType.TypeId);
                rows.Should().Equal([.. RowText.Of(batch), .. RowText.Of(batch)]);
            },
            iter: 20);

    [Test]
    public async Task Names_metadata_and_nullability_are_those_of_the_file()
    {
        var schema = new Schema(
            [new Field("id", Int64Type.Default, false, new Dictionary<string, string> { ["unit"] = "m" }), new Field("g", new GuidType(), true)],
            new Dictionary<string, string> { ["made by"] = "hand" });
        using var batch = new RecordBatch(schema, [ArrowValues.Int64(1), ArrowValues.Guids(Guid.Empty)], 1);
        var source = await InputFormat.ArrowFile().OpenAsync([Write("a.arrow", IpcBytes.Of(true, null, batch))]);
        source.Schema.Metadata.Should().Contain("made by", "hand");
        source.Schema.GetFieldByIndex(0).Metadata.Should().Contain("unit", "m");
        source.Schema.FieldsList.Select(field => (field.Name, field.IsNullable, field.DataType.Name)).Should()
            .Equal(("id", false, "int64"), ("g", true, source.Schema.GetFieldByIndex(1).DataType.Name));
        source.Schema.GetFieldByIndex(1).DataType.Should().BeOfType<GuidType>();
    }

    [Test]
    public async Task Standard_input_as_arrow_takes_both_layouts()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1, 2)));
        foreach (var isFile in new[] { true, false })
            (await ReadAsync(await InputFormat.ArrowFile().OpenAsync([IpcBytes.Pipe(IpcBytes.Of(isFile, null, batch), chunk: 7)]))).Rows
                .Should().Equal("1", "2");
    }

    [Test]
    public async Task Files_with_the_same_columns_in_another_order_are_matched_by_name()
    {
        using var first = ArrowValues.Batch(("id", ArrowValues.Int64(1)), ("size", ArrowValues.Int32(3)));
        using var second = ArrowValues.Batch(("size", ArrowValues.Int32(4)), ("id", ArrowValues.Int64(2)));
        var source = await InputFormat.ArrowFile().OpenAsync(
            [Write("1.arrow", IpcBytes.Of(true, null, first)), Write("2.arrow", IpcBytes.Of(true, null, second))]);
        (await ReadAsync(source)).Rows.Should().Equal("1|3", "2|4");
    }

    [Test]
    public async Task A_column_that_is_missing_new_or_of_another_type_is_named_with_its_file()
    {
        using var first = ArrowValues.Batch(("id", ArrowValues.Int64(1)), ("name", ArrowValues.Utf8("a")));
        using var missing = ArrowValues.Batch(("id", ArrowValues.Int64(1)));
        using var other = ArrowValues.Batch(("id", ArrowValues.Int64(1)), ("name", ArrowValues.Int64(1)));
        await Refused(first, missing, "*2.arrow, column 'name': the column is missing, which *1.arrow has*");
        await Refused(missing, first, "*2.arrow, column 'name': the column is not expected, since *1.arrow lacks it*");
        await Refused(first, other, "*2.arrow, column 'name': the column is int64, and utf8 in *1.arrow*");
    }

    [Test]
    public async Task A_column_is_nullable_when_it_is_in_any_file()
    {
        using var strict = new RecordBatch(new Schema([new Field("id", Int64Type.Default, false)], null), [ArrowValues.Int64(1)], 1);
        using var loose = ArrowValues.Batch(("id", ArrowValues.Int64((long?)null)));
        var source = await InputFormat.ArrowFile().OpenAsync(
            [Write("1.arrow", IpcBytes.Of(true, null, strict)), Write("2.arrow", IpcBytes.Of(true, null, loose))]);
        source.Schema.GetFieldByIndex(0).IsNullable.Should().BeTrue();
        (await ReadAsync(source)).Rows.Should().Equal("1", "null");
    }

    [Test]
    public async Task Batches_are_those_of_the_file_or_slices_of_the_size_that_is_asked_for()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1, 2, 3, 4, 5)));
        var file = Write("a.arrow", IpcBytes.Of(true, null, batch, batch));
        (await LengthsAsync(await InputFormat.ArrowFile().OpenAsync([file]))).Should().Equal(5, 5);
        (await LengthsAsync(await InputFormat.ArrowFile().OpenAsync([file], new() { BatchSize = 2 }))).Should().Equal(2, 2, 1, 2, 2, 1);
    }

    [Test]
    public async Task Rows_are_counted_without_their_columns()
    {
        using var batch = ArrowValues.Batch(("name", ArrowValues.Utf8("a", "b", "c")));
        var bytes = IpcBytes.Of(true, CompressionCodecType.Zstd, batch, batch);

        // What no reader could decode stands in the first body.
        var body = bytes.AsSpan().LastIndexOf("a"u8);
        var file = Write("a.arrow", bytes);
        var source = await InputFormat.ArrowFile().OpenAsync([file]);
        (await source.CountRowsAsync(file)).Should().Be(6);
        source.BytesRead.Should().BeLessThan(bytes.Length, $"the bodies are passed over, as that at {body}");
    }

    [Test]
    public async Task A_file_without_batches_has_a_schema_and_no_rows()
    {
        var schema = new Schema([new Field("id", Int64Type.Default, true)], null);
        foreach (var isFile in new[] { true, false })
        {
            var bytes = IpcBytes.Of(isFile, null, schema);
            var input = isFile ? InputFormat.ArrowFile() : InputFormat.ArrowStream();
            foreach (var file in new[] { IpcBytes.Pipe(bytes), Write(isFile ? "a.arrow" : "a.arrows", bytes) })
            {
                var (read, rows) = await ReadAsync(await input.OpenAsync([file]));
                (read.FieldsList[0].Name, rows.Length).Should().Be(("id", 0));
            }
        }
    }

    [Test]
    public async Task A_long_stream_keeps_one_batch_alive_at_a_time()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64([.. Enumerable.Range(0, 1000).Select(i => (long?)i)])));
        var messages = IpcBytes.Messages(IpcBytes.Of(false, null, batch));
        var stream = new RepeatedStream(messages[0], messages[1], repeats: 500, IpcBytes.Stream());
        var source = await InputFormat.ArrowStream().OpenAsync([SourceFile.FromStream("endless", stream)]);
        var rows = 0;
        await foreach (var read in source.ReadAsync())
        {
            rows += read.Length;
            stream.Served.Should().BeLessThanOrEqualTo(
                messages[0].Length + (long)(rows / 1000) * messages[1].Length + (1 << 16), "nothing is read ahead but one chunk of the pipe");
        }

        rows.Should().Be(500_000);
    }

    [Test]
    public async Task The_flights_of_the_sample_data_are_read()
    {
        var file = SourceFile.Local(SharedData.Find("flights-200k.arrow"));
        var source = await InputFormat.ArrowFile().OpenAsync([file]);
        source.Schema.FieldsList.Select(field => field.Name).Should().Equal("delay", "distance", "time");
        var (sum, rows) = (0L, 0L);
        await foreach (var batch in source.ReadAsync())
        {
            rows += batch.Length;
            sum += batch.Column(1).Length;
        }

        (rows, sum).Should().Be((200_000, 200_000));
        (await source.CountRowsAsync(file)).Should().Be(200_000);
    }

    private async Task Refused(RecordBatch first, RecordBatch second, string message)
    {
        var files = new[] { Write("1.arrow", IpcBytes.Of(true, null, first)), Write("2.arrow", IpcBytes.Of(true, null, second)) };
        await FluentActions.Awaiting(() => InputFormat.ArrowFile().OpenAsync(files)).Should().ThrowAsync<SourceFormatException>().WithMessage(message);
    }

    private static async Task<(Schema Schema, string[] Rows)> ReadAsync(FileSource source)
    {
        var rows = new List<string>();
        await foreach (var batch in source.ReadAsync())
        {
            rows.AddRange(RowText.Of(batch));
            batch.Dispose();
        }

        return (source.Schema, [.. rows]);
    }

    private static async Task<List<int>> LengthsAsync(FileSource source)
    {
        var lengths = new List<int>();
        await foreach (var batch in source.ReadAsync())
            lengths.Add(batch.Length);

        return lengths;
    }

    private SourceFile Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, bytes);
        return SourceFile.Local(path);
    }
}
