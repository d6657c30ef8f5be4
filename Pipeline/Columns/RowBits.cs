using System.Numerics;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>The bits that rows of one array take, by the rules of <see cref="RowBytes"/>.</summary>
internal static class RowBits
{
    private const int Validity = 1;
    private const int Byte = 8;
    private const int View = 128;
    private const int TypeId = 8;
    private const int UnionOffset = 32;
    private const long Varies = -1;

    public static long Of(string column, RowRange rows) => Of(column, rows, CheckedData.LayoutOf(rows.Data.DataType));

    private static long Of(string column, RowRange rows, IArrowType layout)
    {
        if (rows.Count == 0)
            return 0;
        if (OfEach(layout) is var each and not Varies)
            return each * rows.Count;

        return layout switch
        {
            StringType or BinaryType => OfBinary<int>(column, rows),
            LargeStringType or LargeBinaryType => OfBinary<long>(column, rows),
            StringViewType or BinaryViewType =>
                ((long)(View + Validity) * rows.Count) + (Byte * ViewConcat.LongBytes(column, rows)),
            ListType or MapType => OfList<int>(column, rows, layout),
            LargeListType => OfList<long>(column, rows, layout),
            ListViewType => OfListViews<int>(column, rows, layout),
            LargeListViewType => OfListViews<long>(column, rows, layout),
            FixedSizeListType => ((long)Validity * rows.Count) + Of(column, ListConcat.ItemsOf(column, (NestedType)layout, rows)),
            StructType => ((long)Validity * rows.Count) + OfChildren(column, rows),
            UnionType { Mode: UnionMode.Sparse } => ((long)TypeId * rows.Count) + OfChildren(column, rows),
            UnionType union => OfDenseUnion(column, rows, union),
            RunEndEncodedType { RunEndsDataType: Int16Type } => OfRuns<short>(column, rows),
            RunEndEncodedType { RunEndsDataType: Int32Type } => OfRuns<int>(column, rows),
            RunEndEncodedType => OfRuns<long>(column, rows),
            _ => throw new NotSupportedException($"Arrow type {layout.Name} cannot be measured."),
        };
    }

    // Bits of each row when all rows of the type take the same.
    private static long OfEach(IArrowType type) => type switch
    {
        ExtensionType extension => OfEach(extension.StorageType),
        NullType => 0,
        DictionaryType dictionary => OfEach(dictionary.IndexType),
        FixedSizeListType list => OfEach(list.ValueDataType) is var item and not Varies ? Validity + (item * list.ListSize) : Varies,
        StructType structs => OfEach(structs, Validity),
        UnionType { Mode: UnionMode.Sparse } union => OfEach(union, TypeId),
        RunEndEncodedType runs => OfEach(runs.ValuesDataType),
        FixedWidthType width => width.BitWidth + Validity,
        _ => Varies,
    };

    private static long OfEach(NestedType type, long own)
    {
        foreach (var field in type.Fields)
        {
            var each = OfEach(field.DataType);
            if (each == Varies)
                return Varies;

            own += each;
        }

        return own;
    }

    private static long OfBinary<TOffset>(string column, RowRange rows)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = CheckedData.Offsets<TOffset>(column, rows);
        var start = long.CreateTruncating(offsets[0]);
        var bytes = CheckedData.Bytes(column, rows.Data, 2, start, long.CreateTruncating(offsets[^1]) - start).Length;
        return Offsets<TOffset>(rows, 1) + ((long)Byte * bytes);
    }

    private static long OfList<TOffset>(string column, RowRange rows, IArrowType layout)
        where TOffset : unmanaged
        => Offsets<TOffset>(rows, 1) + Of(column, ListConcat.ItemsOf(column, (NestedType)layout, rows));

    private static long OfListViews<TOffset>(string column, RowRange rows, IArrowType layout)
        where TOffset : unmanaged
    {
        var valid = new RowValidity(column, rows.Data);
        var total = Offsets<TOffset>(rows, 2);
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
            if (valid[row])
                total += Of(column, ListConcat.ItemsOf(column, (NestedType)layout, new(rows.Data, row, 1)));

        return total;
    }

    private static long OfChildren(string column, RowRange rows)
    {
        var total = 0L;
        for (var child = 0; child < (rows.Data.Children?.Length ?? 0); child++)
            total += Of(column, CheckedData.ChildRows(column, rows.Data, child, rows.Start, rows.Count));

        return total;
    }

    private static long OfDenseUnion(string column, RowRange rows, UnionType union)
    {
        var total = (long)(TypeId + UnionOffset) * rows.Count;
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
            total += Of(column, UnionConcat.ValueAt(column, union, rows.Data, row, out _));

        return total;
    }

    private static long OfRuns<TEnd>(string column, RowRange rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var (first, count) = RunEndConcat.RunsOf<TEnd>(column, rows, out var ends);
        var total = 0L;
        long start = rows.Start;
        for (var run = first; run < first + count; run++)
        {
            var end = Math.Min(long.CreateTruncating(ends[run]), (long)rows.Start + rows.Count);
            if (end <= start)
                throw CheckedData.Damaged(column, "its run ends run backwards");

            total += (end - start) * Of(column, CheckedData.ChildRows(column, rows.Data, 1, run, 1));
            start = end;
        }

        return total;
    }

    private static long Offsets<TOffset>(RowRange rows, int buffers)
        where TOffset : unmanaged
        => (long)((Byte * Unsafe.SizeOf<TOffset>() * buffers) + Validity) * rows.Count;
}
