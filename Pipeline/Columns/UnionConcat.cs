using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Concatenates sparse and dense unions.</summary>
internal static class UnionConcat
{
    // Null counts of unions are those of their children; the array computes them when it is asked.
    private const int NotCounted = -1;

    public static ArrayData Concat(ConcatSource source, UnionType type)
    {
        using var draft = new ArrayDraft();
        AddTypeIds(draft, source, type);
        if (type.Mode == UnionMode.Dense)
            AddDense(draft, source, type);
        else
            for (var child = 0; child < type.Fields.Count; child++)
                draft.AddChild(ColumnConcat.ConcatChild(source, type, child));

        return draft.Finish(source.Type, source.Count, NotCounted);
    }

    /// <summary>The one row of a child that holds the value at a position of the buffers.</summary>
    public static RowRange ValueAt(string column, UnionType type, ArrayData data, int position, out int child)
    {
        var id = CheckedData.Values<byte>(column, data, 0, position, 1)[0];
        child = type.TypeIds.IndexOf((sbyte)id);
        if (child < 0)
            throw UnknownId(column, id);

        var row = type.Mode == UnionMode.Dense ? CheckedData.Values<int>(column, data, 1, position, 1)[0] : position;
        return CheckedData.ChildRows(column, data, child, row, 1);
    }

    /// <summary>Which child each type id stands for; a negative number for ids that the type does not have.</summary>
    public static void FillChildOf(UnionType type, Span<int> childOf)
    {
        childOf.Fill(-1);
        for (var i = 0; i < type.TypeIds.Length; i++)
            childOf[(byte)type.TypeIds[i]] = i;
    }

    public static InvalidDataException UnknownId(string column, byte id) => CheckedData.Damaged(column, $"its union has no type id {(sbyte)id}");

    private static void AddTypeIds(ArrayDraft draft, ConcatSource source, UnionType type)
    {
        Span<int> childOf = stackalloc int[256];
        FillChildOf(type, childOf);
        var typeIds = draft.Add<byte>(source.Count);
        foreach (ref readonly var part in source.Parts)
        {
            if (((UnionType)CheckedData.LayoutOf(part.Data.DataType)).Mode != type.Mode)
                throw CheckedData.Damaged(source.Column, $"its union is not {type.Mode}");

            var from = CheckedData.Values<byte>(source.Column, part.Data, 0, part.Start, part.Count);
            foreach (var id in from)
                if (childOf[id] < 0)
                    throw UnknownId(source.Column, id);

            from.CopyTo(typeIds);
            typeIds = typeIds[from.Length..];
        }
    }

    private static void AddDense(ArrayDraft draft, ConcatSource source, UnionType type)
    {
        Span<int> childOf = stackalloc int[256];
        FillChildOf(type, childOf);
        Span<int> next = stackalloc int[256];
        next.Clear();
        var children = new List<RowRange>[type.Fields.Count];
        foreach (ref var child in children.AsSpan())
            child = [];

        var offsets = draft.Add<int>(source.Count);
        var row = 0;
        foreach (ref readonly var part in source.Parts)
        {
            var typeIds = CheckedData.Values<byte>(source.Column, part.Data, 0, part.Start, part.Count);
            var from = CheckedData.Values<int>(source.Column, part.Data, 1, part.Start, part.Count);
            for (var i = 0; i < from.Length; i++, row++)
            {
                var child = childOf[typeIds[i]];
                RowRange.Append(children[child], CheckedData.ChildRows(source.Column, part.Data, child, from[i], 1));
                offsets[row] = next[child]++;
            }
        }

        for (var child = 0; child < children.Length; child++)
            draft.AddChild(ColumnConcat.Concat(
                ShapeCheck.PathOf(source.Column, type, child), type.Fields[child].DataType, children[child]));
    }
}
