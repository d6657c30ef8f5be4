using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Makes one array of rows of many.</summary>
internal static class ColumnConcat
{
    public static ArrayData Concat(string column, IArrowType type, List<RowRange> parts)
        => Concat(column, type, CollectionsMarshal.AsSpan(parts));

    /// <param name="column">The path of the column for messages.</param>
    /// <param name="type">The type of the result; all parts have its layout.</param>
    /// <param name="parts">Ranges with one row at least; none at all make an empty array.</param>
    public static ArrayData Concat(string column, IArrowType type, ReadOnlySpan<RowRange> parts)
    {
        if (parts.IsEmpty)
            return EmptyBatch.DataOf(type);

        var layout = CheckedData.LayoutOf(type);
        foreach (ref readonly var part in parts)
            if (CheckedData.LayoutOf(part.Data.DataType).TypeId != layout.TypeId)
                throw new InvalidDataException(
                    $"Column '{column}': an array is {ArrowTypes.NameOf(part.Data.DataType)} and not {ArrowTypes.NameOf(type)}.");

        return Concat(new(column, type, parts), layout);
    }

    private static ArrayData Concat(ConcatSource source, IArrowType layout) => layout switch
    {
        NullType => new(source.Type, source.Count, source.Count, 0, (ArrowBuffer[])[], null, null),
        BooleanType => Bits(source),
        DictionaryType dictionary => DictionaryConcat.Concat(source, dictionary),
        StringType or BinaryType => BinaryConcat.Concat<int>(source),
        LargeStringType or LargeBinaryType => BinaryConcat.Concat<long>(source),
        StringViewType or BinaryViewType => ViewConcat.Concat(source),
        ListType or MapType => ListConcat.Concat<int>(source, (NestedType)layout),
        LargeListType list => ListConcat.Concat<long>(source, list),
        ListViewType list => ListConcat.ConcatViews<int>(source, list),
        LargeListViewType list => ListConcat.ConcatViews<long>(source, list),
        FixedSizeListType list => ListConcat.ConcatFixed(source, list),
        StructType structs => Struct(source, structs),
        UnionType union => UnionConcat.Concat(source, union),
        RunEndEncodedType { RunEndsDataType: Int16Type } runs => RunEndConcat.Concat<short>(source, runs),
        RunEndEncodedType { RunEndsDataType: Int32Type } runs => RunEndConcat.Concat<int>(source, runs),
        RunEndEncodedType runs => RunEndConcat.Concat<long>(source, runs),
        FixedWidthType width => Fixed(source, width.BitWidth / 8),
        _ => throw new NotSupportedException($"Arrow type {layout.Name} cannot be concatenated."),
    };

    /// <summary>A child whose rows stand beside those of its parent.</summary>
    public static ArrayData ConcatChild(ConcatSource source, NestedType type, int child)
    {
        var parts = new RowRange[source.Parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            ref readonly var part = ref source.Parts[i];
            parts[i] = CheckedData.ChildRows(source.Column, part.Data, child, part.Start, part.Count);
        }

        return Concat(ShapeCheck.PathOf(source.Column, type, child), type.Fields[child].DataType, parts);
    }

    private static ArrayData Bits(ConcatSource source)
    {
        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        var bits = draft.Add<byte>(ColumnBuffers.BitmapLength(source.Count));
        bits.Clear();
        var row = 0;
        foreach (ref readonly var part in source.Parts)
        {
            var from = CheckedData.Bytes(source.Column, part.Data, 1, 0, ((long)part.Start + part.Count + 7) / 8);
            BitGather.Copy(from, part.Start, bits, row, part.Count);
            row += part.Count;
        }

        return draft.Finish(source);
    }

    private static ArrayData Fixed(ConcatSource source, int width)
    {
        var total = (long)width * source.Count;
        if (total > int.MaxValue)
            throw ColumnBuffers.TooLarge(total);

        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        var values = draft.Add<byte>((int)total);
        foreach (ref readonly var part in source.Parts)
        {
            if (((FixedWidthType)CheckedData.LayoutOf(part.Data.DataType)).BitWidth != width * 8)
                throw CheckedData.Damaged(source.Column, $"its values are not {width} bytes wide each");

            var from = CheckedData.Bytes(source.Column, part.Data, 1, (long)part.Start * width, (long)part.Count * width);
            from.CopyTo(values);
            values = values[from.Length..];
        }

        return draft.Finish(source);
    }

    private static ArrayData Struct(ConcatSource source, StructType type)
    {
        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        for (var child = 0; child < type.Fields.Count; child++)
            draft.AddChild(ConcatChild(source, type, child));

        return draft.Finish(source);
    }
}
