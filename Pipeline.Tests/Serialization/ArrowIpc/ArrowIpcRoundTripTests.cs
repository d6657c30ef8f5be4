using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

public sealed class ArrowIpcRoundTripTests
{
    private static readonly Gen<ArrowIpcOptions> Options = Gen.Enum<ArrowIpcCompression>().Select(compression => new ArrowIpcOptions { Compression = compression });

    private static readonly Gen<double> Nulls = Gen.Int[0, 2].Select(static x => x == 0 ? 0.0 : x == 1 ? 0.3 : 1.0);

    private static IEnumerable<TestCaseData> Cases()
        => from type in RandomColumns.All from form in IpcFile.Forms select new TestCaseData(type, form);

    private static IEnumerable<ArrowIpcOptions> AllLevels()
        => Enumerable.Range(1, 12).Select(level => new ArrowIpcOptions { CompressionLevel = level })
            .Concat(Enumerable.Range(1, 22).Select(
                level => new ArrowIpcOptions { Compression = ArrowIpcCompression.Zstd, CompressionLevel = level }));

    [TestCaseSource(nameof(Cases))]
    public void Batches_of_every_type_sliced_or_not_come_back_as_they_were(string type, string form)
        => Gen.Select(Options, Nulls, Gen.Int[0, int.MaxValue], Gen.Int[0, 70].Array[0, 4], Gen.Int[0, 20]).Sample(
            (options, nulls, seed, lengths, start) =>
            {
                var batches = lengths.Select((length, i) => Sliced(RandomColumns.Make(type, seed + i, length + start + 3, nulls), start, length)).ToArray();
                var schema = ArrowValues.SchemaOf(("c", RandomColumns.Make(type, seed, 0, nulls)));
                var bytes = IpcFile.Write(form, options, schema, batches);

                IpcFile.ReadRows(form, bytes).Should().Equal(IpcFile.Rows(batches));
            },
            iter: 40);

    [TestCaseSource(nameof(Cases))]
    public void The_bytes_depend_on_the_rows_and_not_on_what_lies_around_them(string type, string form)
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 40], Gen.Int[1, 20]).Sample(
            (seed, length, start) =>
            {
                var slice = Sliced(RandomColumns.Make(type, seed, length + start + 3, 0.3), start, length);
                using var copy = DataflowWrite.Columns.RowGather.Copy(slice, 0, length);

                // Dictionaries and the bytes under nulls are copied as they are.
                IpcFile.Write(form, null, slice.Schema, copy).Should().Equal(IpcFile.Write(form, null, slice.Schema, slice));
            },
            iter: 20);

    [TestCaseSource(nameof(AllLevels))]
    public void Every_level_of_every_compression_reads_back(ArrowIpcOptions options)
    {
        var batch = ArrowValues.Batch(
            ("n", ArrowValues.Int64([.. Enumerable.Range(0, 5000).Select(i => (long?)(i % 7))])),
            ("s", ArrowValues.Utf8([.. Enumerable.Range(0, 5000).Select(i => $"some text {i % 11}")])),
            ("noise", RandomColumns.Make("int64", 7, 5000, 0)));
        var bytes = IpcFile.Write("arrow", options, batch.Schema, batch);

        IpcFile.ReadRows("arrow", bytes).Should().Equal(IpcFile.Rows(batch));
        bytes.Length.Should().BeLessThan(IpcFile.Write("arrow", new() { Compression = ArrowIpcCompression.None }, batch.Schema, batch).Length);
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void A_file_without_a_batch_keeps_the_schema(string form)
    {
        var schema = new Schema(
            [
                new Field("id", Int64Type.Default, false, new Dictionary<string, string> { ["unit"] = "m" }),
                new Field("tags", new ListType(new Field("tag", new DictionaryType(Int16Type.Default, StringType.Default, true), true)), true),
            ],
            new Dictionary<string, string> { ["origin"] = "test" });
        var (read, batches) = IpcFile.Read(form, IpcFile.Write(form, null, schema));

        batches.Should().BeEmpty();
        read.Metadata.Should().BeEquivalentTo(schema.Metadata);
        read.FieldsList[0].IsNullable.Should().BeFalse();
        read.FieldsList[0].Metadata.Should().BeEquivalentTo(schema.FieldsList[0].Metadata);
        read.FieldsList[1].DataType.Should().BeOfType<ListType>().Which.ValueField.DataType.Should().BeOfType<DictionaryType>()
            .Which.Ordered.Should().BeTrue();
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void Extension_types_keep_their_names_at_every_depth(string form)
    {
        var guids = ArrowValues.Guids(Guid.NewGuid(), null);
        var batch = ArrowValues.Batch(
            ("g", guids), ("list", ArrowValues.List(guids, 1, 1)), ("d", ArrowValues.Dictionary(ArrowValues.Int8(1, 0), guids)));
        var bytes = IpcFile.Write(form, null, batch.Schema, batch);
        var registry = new ExtensionTypeRegistry();
        registry.Register(GuidExtensionDefinition.Instance);
        var schema = IpcFile.Read(form, bytes).Schema;

        schema.FieldsList[0].Metadata["ARROW:extension:name"].Should().Be("arrow.uuid");
        ((ListType)schema.FieldsList[1].DataType).ValueField.Metadata["ARROW:extension:name"].Should().Be("arrow.uuid");
        schema.FieldsList[2].Metadata["ARROW:extension:name"].Should().Be("arrow.uuid");
        IpcFile.ReadRows(form, bytes).Should().Equal(IpcFile.Rows(batch));
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void Rows_without_columns_are_counted(string form)
    {
        var schema = new Schema([], null);
        var bytes = IpcFile.Write(form, null, schema, new RecordBatch(schema, [], 7));

        IpcFile.Read(form, bytes).Batches.Sum(batch => batch.Length).Should().Be(7);
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void A_batch_over_the_limit_is_written_as_several(string form)
    {
        var batch = ArrowValues.Batch(("n", ArrowValues.Int64([.. Enumerable.Range(0, 1000).Select(i => (long?)i)])));
        var layout = form == "arrow" ? ArrowIpcLayout.File : ArrowIpcLayout.Stream;
        using var encoder = new ArrowIpcEncoder(batch.Schema, layout, new(), null, largestBody: 1024);
        var bytes = IpcFile.Write(encoder, batch);

        IpcFile.ReadRows(form, bytes).Should().Equal(IpcFile.Rows(batch));
        IpcFile.Read(form, bytes).Batches.Should().HaveCountGreaterThan(7).And.OnlyContain(part => part.Length <= 128);
    }

    [Test]
    public void A_row_over_the_limit_is_refused()
    {
        var batch = ArrowValues.Batch(("s", ArrowValues.Utf8("short", new string('x', 2000))));
        using var encoder = new ArrowIpcEncoder(batch.Schema, ArrowIpcLayout.File, new(), null, largestBody: 1024);

        encoder.Invoking(e => IpcFile.Write(e, batch)).Should().Throw<InvalidDataException>().WithMessage("Row 1 *1,024 bytes*");
    }

    private static RecordBatch Sliced(IArrowArray array, int start, int length)
        => ArrowValues.Batch(("c", ArrowArrayFactory.Slice(array, start, length)));
}
