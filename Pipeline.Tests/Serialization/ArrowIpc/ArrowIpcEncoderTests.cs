using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

public sealed class ArrowIpcEncoderTests
{
    private static IEnumerable<TestCaseData> Damaged()
    {
        yield return Case("too few values", Array(Int32Type.Default, 3, [[], Ints(1)]));
        yield return Case("a short bitmap", Array(Int32Type.Default, 9, [[0xFE], Ints(1, 2, 3, 4, 5, 6, 7, 8, 9)], nulls: 1));
        yield return Case("offsets that run backwards", Array(StringType.Default, 2, [[], Ints(0, 4, 2), new byte[9]]));
        yield return Case("negative offsets", Array(StringType.Default, 2, [[], Ints(-4, 0, 2), new byte[9]]));
        yield return Case("offsets behind the text", Array(StringType.Default, 2, [[], Ints(0, 4, 20), new byte[9]]));
        yield return Case("too few offsets", Array(BinaryType.Default, 2, [[], Ints(0, 4), new byte[9]]));
        yield return Case("a view behind its buffer", Array(StringViewType.Default, 1, [[], View(20, 0, 1), new byte[20]]));
        yield return Case("a view of no buffer", Array(StringViewType.Default, 1, [[], View(20, 3, 0), new byte[20]]));
        yield return Case("a list behind its values", Nested(new ListType(Int32Type.Default), 1, [[], Ints(0, 2)], ArrowValues.Int32(1)));
        yield return Case("a list view behind its values", Nested(new ListViewType(Int32Type.Default), 1, [[], Ints(1), Ints(1)], ArrowValues.Int32(1)));
        yield return Case("a short child", Nested(new StructType([new Field("x", Int32Type.Default, true)]), 2, [[]], ArrowValues.Int32(1)));
        yield return Case("a short fixed list", Nested(new FixedSizeListType(Int32Type.Default, 3), 1, [[]], ArrowValues.Int32(1, 2)));
        yield return Case("an unknown union type", Nested(Union(UnionMode.Sparse), 1, [[7]], ArrowValues.Int32(1)));
        yield return Case("a union behind its values", Nested(Union(UnionMode.Dense), 1, [[0], Ints(1)], ArrowValues.Int32(1)));
        yield return Case("runs that end early", Nested(new RunEndEncodedType(Int32Type.Default, Int32Type.Default), 3, [], ArrowValues.Int32(2), ArrowValues.Int32(1)));
        yield return Case("runs that run backwards", Nested(
            new RunEndEncodedType(Int32Type.Default, Int32Type.Default), 3, [], ArrowValues.Int32(3, 2, 3), ArrowValues.Int32(1, 2, 3)));
        yield return Case("an index behind the dictionary", ArrowValues.Dictionary(ArrowValues.Int8(0, 2), ArrowValues.Utf8("a", "b")));
        yield return Case("a negative index", ArrowValues.Dictionary(ArrowValues.Int8(0, -1), ArrowValues.Utf8("a", "b")));

        static TestCaseData Case(string name, IArrowArray array) => new TestCaseData(array).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Damaged))]
    public void A_damaged_array_is_refused_by_the_name_of_its_column(IArrowArray array)
    {
        foreach (var form in IpcFile.Forms)
        {
            var batch = ArrowValues.Batch(("good", RandomColumns.Make("int64", 1, array.Length, 0)), ("bad", array));
            using var encoder = IpcFile.Format(form).CreateEncoder(batch.Schema, new() { Path = "f" });
            var output = new ArrayBufferWriter<byte>();

            encoder.Invoking(e => e.Append(batch, output)).Should().Throw<InvalidDataException>().WithMessage("*olumn 'bad*");
            encoder.Invoking(e => e.Finish(output)).Should().Throw<InvalidOperationException>("the file cannot be finished");
        }
    }

    [Test]
    public void A_batch_of_other_columns_is_refused_and_the_first_is_named()
    {
        using var encoder = IpcFile.Format("arrow").CreateEncoder(ArrowValues.SchemaOf(("a", ArrowValues.Int32())), new() { Path = "f" });

        encoder.Invoking(e => e.Append(ArrowValues.Batch(("a", ArrowValues.Utf8("1"))), new ArrayBufferWriter<byte>()))
            .Should().Throw<ArgumentException>().WithMessage("*column 'a' is utf8 and not int32*");
    }

    [Test]
    public void A_null_in_a_column_without_nulls_is_refused()
    {
        var schema = new Schema([new Field("s", new StructType([new Field("x", Int32Type.Default, false)]), true)], null);
        var batch = new RecordBatch(schema, [Nested(schema.FieldsList[0].DataType, 2, [[]], ArrowValues.Int32(1, null))], 2);
        using var encoder = IpcFile.Format("arrow").CreateEncoder(schema, new() { Path = "f" });

        encoder.Invoking(e => e.Append(batch, new ArrayBufferWriter<byte>()))
            .Should().Throw<InvalidDataException>().WithMessage("*'s.x'*");
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void An_encoder_that_is_given_up_puts_out_nothing_more(string form)
    {
        var batch = ArrowValues.Batch(("n", ArrowValues.Int64(1)));
        var output = new ArrayBufferWriter<byte>();
        var encoder = IpcFile.Format(form).CreateEncoder(batch.Schema, new() { Path = "f" });
        encoder.Append(batch, output);
        var written = output.WrittenCount;
        encoder.Dispose();
        encoder.Dispose();

        output.WrittenCount.Should().Be(written);
        encoder.Invoking(e => e.Append(batch, output)).Should().Throw<InvalidOperationException>();
        encoder.Invoking(e => e.Finish(output)).Should().Throw<InvalidOperationException>();
    }

    [TestCase(ArrowIpcCompression.None)]
    [TestCase(ArrowIpcCompression.Zstd)]
    public void Bodies_start_and_end_at_multiples_of_64_bytes(ArrowIpcCompression compression)
    {
        var batch = ArrowValues.Batch(("s", RandomColumns.Make("utf8", 1, 77, 0.2)), ("d", RandomColumns.Make("dictionary of utf8", 1, 77, 0)));
        var bytes = IpcFile.Write("arrows", new() { Compression = compression }, batch.Schema, batch, batch).AsSpan();
        var position = 0;
        var bodies = 0;
        for (int length; (length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(position + 4)..])) > 0; bodies++)
        {
            var body = position + 8 + length;
            (body % 64).Should().Be(0);
            position = body + (int)BodyLength(bytes[(position + 8)..]);
            (position % 64).Should().Be(0);
        }

        bodies.Should().Be(4, "schema, dictionary and two batches");
        bytes.Length.Should().Be(position + 8);
    }

    [Test]
    public void Batches_are_cut_as_the_options_say()
    {
        var schema = ArrowValues.SchemaOf(("n", ArrowValues.Int64()));
        using var standard = IpcFile.Format("arrow").CreateEncoder(schema, new() { Path = "f" });
        using var other = IpcFile.Format("arrows", new() { MaxRowsPerBatch = 10, MaxBytesPerBatch = 99 }).CreateEncoder(schema, new() { Path = "f" });

        (standard.RowsPerBatch, standard.BytesPerBatch).Should().Be((65_536, 4L << 20));
        (other.RowsPerBatch, other.BytesPerBatch).Should().Be((10, 99));
    }

    [Test]
    public void Options_that_make_no_sense_are_refused()
    {
        Refuse(new() { MaxRowsPerBatch = 0 }, "MaxRowsPerBatch 0 *");
        Refuse(new() { MaxBytesPerBatch = 0 }, "MaxBytesPerBatch 0 *");
        Refuse(new() { CompressionLevel = 0 }, "CompressionLevel 0 *1 to 12*");
        Refuse(new() { CompressionLevel = 13 }, "CompressionLevel 13 *1 to 12*");
        Refuse(new() { Compression = ArrowIpcCompression.Zstd, CompressionLevel = 23 }, "CompressionLevel 23 *1 to 22*");
        Refuse(new() { Compression = ArrowIpcCompression.None, CompressionLevel = 1 }, "CompressionLevel 1 *None*");
        Refuse(new() { Compression = (ArrowIpcCompression)9 }, "Compression 9 *");

        static void Refuse(ArrowIpcOptions options, string message)
            => FluentActions.Invoking(() => IpcFile.Format("arrow", options)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void Names_and_extensions_are_those_of_the_forms(string form)
        => (IpcFile.Format(form).Name, IpcFile.Format(form).Extension).Should().Be((form, form));

    private static long BodyLength(ReadOnlySpan<byte> message)
    {
        const int Field = 3;
        var table = BinaryPrimitives.ReadInt32LittleEndian(message);
        var vtable = table - BinaryPrimitives.ReadInt32LittleEndian(message[table..]);
        if (BinaryPrimitives.ReadInt16LittleEndian(message[vtable..]) <= 4 + (2 * Field))
            return 0;

        var offset = BinaryPrimitives.ReadInt16LittleEndian(message[(vtable + 4 + (2 * Field))..]);
        return offset == 0 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(message[(table + offset)..]);
    }

    private static byte[] Ints(params int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] View(int length, int buffer, int offset)
    {
        var view = new BinaryView(length, new byte[4], buffer, offset);
        return MemoryMarshal.AsBytes(new ReadOnlySpan<BinaryView>(in view)).ToArray();
    }

    private static UnionType Union(UnionMode mode) => new([new Field("x", Int32Type.Default, true)], [0], mode);

    private static IArrowArray Array(IArrowType type, int length, byte[][] buffers, int nulls = 0) => Nested(type, length, buffers, nulls);

    private static IArrowArray Nested(IArrowType type, int length, byte[][] buffers, params IArrowArray[] children)
        => Nested(type, length, buffers, 0, children);

    private static IArrowArray Nested(IArrowType type, int length, byte[][] buffers, int nulls, params IArrowArray[] children)
        => ArrowArrayFactory.BuildArray(new ArrayData(
            type, length, nulls, 0, [.. buffers.Select(b => new ArrowBuffer(b))], [.. children.Select(c => c.Data)]));
}
