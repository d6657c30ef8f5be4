using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Support;

internal static partial class ArrowValues
{
    /// <summary>Indices of the given integer type into a dictionary.</summary>
    public static IArrowArray Dictionary(IArrowArray indices, IArrowArray values)
        => new DictionaryArray(new DictionaryType(indices.Data.DataType, values.Data.DataType, false), indices, values);

    /// <summary>Run-end encoded values: each run end is the row after the run's last.</summary>
    public static IArrowArray RunEnds(int[] ends, IArrowArray values)
        => new RunEndEncodedArray(Int32(System.Array.ConvertAll(ends, e => (int?)e)), values);

    /// <summary>Lists over items, given their lengths; a null length is a null list.</summary>
    public static IArrowArray List(IArrowArray items, params int?[] lengths)
        => Lists<int>(new ListType(Item(items)), items, lengths);

    public static IArrowArray LargeList(IArrowArray items, params int?[] lengths)
        => Lists<long>(new LargeListType(Item(items)), items, lengths);

    public static IArrowArray ListView(IArrowArray items, params int?[] lengths)
        => ListViews<int>(new ListViewType(Item(items)), items, lengths);

    public static IArrowArray LargeListView(IArrowArray items, params int?[] lengths)
        => ListViews<long>(new LargeListViewType(Item(items)), items, lengths);

    /// <summary>Lists of one size; a list is null where <paramref name="valid"/> says so.</summary>
    public static IArrowArray FixedList(int size, IArrowArray items, params bool[] valid)
        => Nested(new FixedSizeListType(Item(items), size), valid.Length, Validity(valid.Length, i => valid[i]), [], [items]);

    /// <summary>Structs of the given fields; all valid unless <paramref name="valid"/> says otherwise.</summary>
    public static IArrowArray Struct(bool[]? valid, params (string Name, IArrowArray Values)[] fields)
    {
        var length = fields[0].Values.Length;
        var type = new StructType(SchemaOf(fields).FieldsList);
        return Nested(type, length, Validity(length, i => valid?[i] ?? true), [], [.. fields.Select(f => f.Values)]);
    }

    /// <summary>Maps over entries, given the number of entries of each.</summary>
    public static IArrowArray Map(IArrowArray keys, IArrowArray values, params int?[] lengths)
    {
        var type = new MapType(
            new Field("key", keys.Data.DataType, false), new Field("value", values.Data.DataType, true));
        var entries = Nested(type.KeyValueType, keys.Length, ([], 0), [], [keys, values]);
        return Lists<int>(type, entries, lengths);
    }

    private static Field Item(IArrowArray items) => new("item", items.Data.DataType, true);

    private static IArrowArray Lists<TOffset>(IArrowType type, IArrowArray items, int?[] lengths)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
        => Nested(type, lengths.Length, Validity(lengths), [Starts<TOffset>(lengths, lengths.Length + 1)], [items]);

    private static IArrowArray ListViews<TOffset>(IArrowType type, IArrowArray items, int?[] lengths)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var sizes = System.Array.ConvertAll(lengths, l => TOffset.CreateChecked(l ?? 0));
        var buffers = new[] { Starts<TOffset>(lengths, lengths.Length), MemoryMarshal.AsBytes(sizes.AsSpan()).ToArray() };
        return Nested(type, lengths.Length, Validity(lengths), buffers, [items]);
    }

    private static byte[] Starts<TOffset>(int?[] lengths, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var starts = new TOffset[count];
        for (var i = 1; i < count; i++)
            starts[i] = starts[i - 1] + TOffset.CreateChecked(lengths[i - 1] ?? 0);

        return MemoryMarshal.AsBytes(starts.AsSpan()).ToArray();
    }

    private static IArrowArray Nested(
        IArrowType type, int length, (byte[] Bits, int Nulls) validity, byte[][] buffers, IArrowArray[] children)
        => ArrowArrayFactory.BuildArray(new ArrayData(
            type, length, validity.Nulls, 0,
            [new ArrowBuffer(validity.Bits), .. buffers.Select(b => new ArrowBuffer(b))],
            [.. children.Select(c => c.Data)]));
}
