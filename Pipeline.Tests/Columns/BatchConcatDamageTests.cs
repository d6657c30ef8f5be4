using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class BatchConcatDamageTests
{
    private static IArrowArray Items => ArrowValues.Int32(1, 2, 3);

    private static readonly ListType Lists = new(new Field("item", Int32Type.Default, true));
    private static readonly ListViewType ListViews = new(new Field("item", Int32Type.Default, true));

    private static IEnumerable<TestCaseData> Damaged()
    {
        yield return Case("text whose offsets run backwards", Array(StringType.Default, 2, [], Ints(0, 3, 1), new byte[3]));
        yield return Case("text whose offsets end before they start", Array(StringType.Default, 2, [], Ints(3, 1, 1), new byte[3]));
        yield return Case("text behind its bytes", Array(StringType.Default, 2, [], Ints(0, 1, 9), new byte[3]));
        yield return Case("text before its bytes", Array(StringType.Default, 2, [], Ints(-4, 1, 2), new byte[3]));
        yield return Case("text with too few offsets", Array(StringType.Default, 3, [], Ints(0, 1, 2), new byte[3]));
        yield return Case("large text far behind its bytes", Array(LargeStringType.Default, 1, [], Longs(0, long.MaxValue), new byte[3]));
        yield return Case("integers with too few bytes", Array(Int64Type.Default, 3, [], new byte[17]));
        yield return Case("bools with too few bytes", Array(BooleanType.Default, 9, [], new byte[1]));
        yield return Case("a validity bitmap that is too short", Array(Int8Type.Default, 9, [1], new byte[9], nullCount: 1));
        yield return Case("a validity bitmap that is too short to be counted", Array(Int8Type.Default, 9, [1], new byte[9], nullCount: -1));
        yield return Case("a view of a buffer that is not there", Array(StringViewType.Default, 1, [], View(20, 1, 0), new byte[30]));
        yield return Case("a view of a buffer before the first", Array(StringViewType.Default, 1, [], View(20, -2, 0), new byte[30]));
        yield return Case("a view behind its buffer", Array(StringViewType.Default, 1, [], View(20, 0, 11), new byte[30]));
        yield return Case("a view of less than nothing", Array(StringViewType.Default, 1, [], View(-20, 0, 11), new byte[30]));
        yield return Case("lists behind their items", Array(Lists, 1, [], Ints(0, 4), children: Items));
        yield return Case("lists whose offsets run backwards", Array(Lists, 2, [], Ints(0, 3, 1), children: Items));
        yield return Case("list views behind their items", Views(2, 2));
        yield return Case("list views before their items", Views(-1, 2));
        yield return Case("list views of less than nothing", Views(1, -1));
        yield return Case("fixed lists with too few items", Array(new FixedSizeListType(Lists.Fields[0], 2), 2, [], children: Items));
        yield return Case("structs with too few values", Array(new StructType([Lists.Fields[0]]), 4, [], children: Items));
        yield return Case("an index behind its dictionary", Dictionary(ArrowValues.Int8(0, 3)));
        yield return Case("an index before its dictionary", Dictionary(ArrowValues.Int8(0, -1)));
        yield return Case("runs that end early", RunEnds(4, 1, 2, 3));
        yield return Case("run ends that run backwards", RunEnds(3, 2, 1, 3));
        yield return Case("a union of an unknown type", Union(UnionMode.Dense, 3, 0));
        yield return Case("a sparse union of an unknown type", Union(UnionMode.Sparse, 3, 0));
        yield return Case("a union behind its values", Union(UnionMode.Dense, 0, 3));
        yield return Case("a union before its values", Union(UnionMode.Dense, 0, -1));
    }

    [TestCaseSource(nameof(Damaged))]
    public void A_damaged_column_is_refused_by_name_whether_alone_or_nested(ArrayData data)
    {
        var array = ArrowArrayFactory.BuildArray(data);
        using var alone = ArrowValues.Batch(("bad", array));
        using var nested = ArrowValues.Batch(("ok", ArrowValues.Int8(new sbyte?[1])), ("s", Wrap(array)));

        alone.Invoking(b => BatchConcat.Concat(b.Schema, [b])).Should().Throw<InvalidDataException>().WithMessage("Column 'bad*'*damaged*");
        nested.Invoking(b => BatchConcat.Concat(b.Schema, [b])).Should().Throw<InvalidDataException>().WithMessage("Column 's.item*'*damaged*");
    }

    [Test]
    public void A_batch_with_a_column_that_is_too_short_is_refused_by_name()
    {
        var (a, b) = (ArrowValues.Int32(1, 2), ArrowValues.Int32(1));
        using var batch = new RecordBatch(ArrowValues.SchemaOf(("a", a), ("b", b)), [a, b], 2);

        batch.Invoking(x => BatchConcat.Concat(x.Schema, [x])).Should().Throw<InvalidDataException>().WithMessage("Column 'b'*2*");
    }

    [Test]
    public void An_array_of_another_type_is_refused_by_name()
    {
        using var batch = ArrowValues.Batch(("a", ArrowValues.Int32(1, 2)));
        var other = ArrowValues.SchemaOf(("a", ArrowValues.Utf8("x")));

        batch.Invoking(x => BatchConcat.Concat(other, [x])).Should().Throw<InvalidDataException>().WithMessage("Column 'a'*int32 and not utf8*");
    }

    private static TestCaseData Case(string name, ArrayData data) => new TestCaseData(data).SetArgDisplayNames(name);

    private static IArrowArray Wrap(IArrowArray array) => ArrowValues.List(array, array.Length);

    private static ArrayData Array(
        IArrowType type, int length, byte[] validity, byte[]? first = null, byte[]? second = null, int nullCount = 0, IArrowArray? children = null)
    {
        var buffers = new[] { validity, first, second }.Where(b => b is not null).Select(b => new ArrowBuffer(b));
        return new ArrayData(type, length, nullCount, 0, buffers, children is null ? [] : [children.Data]);
    }

    private static ArrayData Views(int start, int size) => Array(ListViews, 1, [], Ints(start), Ints(size), children: Items);

    private static DictionaryType DictionaryOf(IArrowType index) => new(index, Int32Type.Default, false);

    private static ArrayData Dictionary(IArrowArray indices)
        => new(DictionaryOf(Int8Type.Default), indices.Length, 0, 0, indices.Data.Buffers, [], Items.Data);

    private static ArrayData RunEnds(int length, params int[] ends)
        => new(new RunEndEncodedType(Int32Type.Default, Int32Type.Default), length, 0, 0, System.Array.Empty<ArrowBuffer>(), [
            ArrowValues.Int32(System.Array.ConvertAll(ends, e => (int?)e)).Data, Items.Data]);

    private static ArrayData Union(UnionMode mode, byte id, int offset)
        => new(
            new UnionType([Lists.Fields[0]], [0], mode), 1, 0, 0,
            mode == UnionMode.Dense ? [new(new[] { id }), new(Ints(offset))] : (ArrowBuffer[])[new(new[] { id })],
            [Items.Data]);

    private static byte[] View(int length, int buffer, int start)
        => Ints(length, 0, buffer, start);

    private static byte[] Ints(params int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Longs(params long[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
