using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Gathers sparse and dense unions.</summary>
internal static class UnionGather
{
    // Null counts of unions are those of their children; the array computes them when it is asked.
    private const int NotCounted = -1;

    public static ArrayData Take(ArrayData source, UnionType type, RowSelection at)
        => type.Mode == UnionMode.Sparse ? TakeSparse(source, at) : TakeDense(source, type, at);

    private static ArrayData TakeSparse(ArrayData source, RowSelection at)
    {
        var children = RowGather.TakeAll(source.Children, at);
        var typeIds = FixedWidthGather.Take<byte>(source.Buffers[0].Span, at);
        return new(source.DataType, at.Count, NotCounted, 0, [typeIds], children, null);
    }

    private static ArrayData TakeDense(ArrayData source, UnionType type, RowSelection at)
    {
        var typeIds = source.Buffers[0].Span;
        var from = MemoryMarshal.Cast<byte, int>(source.Buffers[1].Span);
        Span<int> childOf = stackalloc int[256];
        childOf.Clear();
        for (var i = 0; i < type.TypeIds.Length; i++)
            childOf[(byte)type.TypeIds[i]] = i;

        var children = new ArrayData?[source.Children.Length];
        var rows = ArrayPool<int>.Shared.Rent(at.Count);
        try
        {
            for (var child = 0; child < children.Length; child++)
            {
                var count = 0;
                for (var i = 0; i < at.Count; i++)
                    if (childOf[typeIds[at[i]]] == child)
                        rows[count++] = from[at[i]];

                children[child] = RowGather.Take(source.Children[child], RowSelection.Of(rows.AsSpan(0, count)));
            }
        }
        catch
        {
            ColumnBuffers.Free(children);
            throw;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }

        var offsets = ColumnBuffers.Allocate<int>(at.Count);
        var to = offsets.Span;
        Span<int> next = stackalloc int[256];
        next.Clear();
        for (var i = 0; i < at.Count; i++)
            to[i] = next[childOf[typeIds[at[i]]]]++;

        var ids = FixedWidthGather.Take<byte>(typeIds, at);
        return new(source.DataType, at.Count, NotCounted, 0, [ids, offsets.Build()], children!, null);
    }
}
