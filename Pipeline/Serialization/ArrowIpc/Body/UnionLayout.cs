using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds the type ids of unions, and the children of dense ones as far as they are referred to.</summary>
internal static class UnionLayout
{
    private const int NoChild = -1;

    public static void AddTypeIds(BodyLayout body, IpcField field, UnionType union, ArrayData data, int start, int count)
    {
        Span<int> childOf = stackalloc int[256];
        NumberChildren(union, childOf);
        foreach (var id in CheckedData.Values<byte>(field.Path, data, 0, start, count))
            if (childOf[id] == NoChild)
                throw CheckedData.Damaged(field.Path, $"it has no type {(sbyte)id}");

        body.Add(field, data, 0, start, count, 1);
    }

    public static void AddDense(in ColumnLayout columns, IpcField field, UnionType union, ArrayData data, int start, int count)
    {
        AddTypeIds(columns.Body, field, union, data, start, count);
        Span<int> childOf = stackalloc int[256];
        NumberChildren(union, childOf);
        var ids = CheckedData.Values<byte>(field.Path, data, 0, start, count);
        var offsets = CheckedData.Values<int>(field.Path, data, 1, start, count);
        var first = new int[field.Children.Length];
        var end = new int[field.Children.Length];
        System.Array.Fill(first, int.MaxValue);
        for (var i = 0; i < count; i++)
        {
            var child = childOf[ids[i]];
            if (offsets[i] < 0 || offsets[i] >= CheckedData.Child(field.Path, data, child).Length)
                throw CheckedData.Damaged(field.Path, $"row {i:N0} refers to value {offsets[i]:N0} of type {(sbyte)ids[i]}, which is not there");

            (first[child], end[child]) = (Math.Min(first[child], offsets[i]), Math.Max(end[child], offsets[i] + 1));
        }

        var newOffsets = columns.Body.Rent<int>(count);
        for (var i = 0; i < count; i++)
            newOffsets[i] = offsets[i] - first[childOf[ids[i]]];

        for (var child = 0; child < first.Length; child++)
        {
            var from = Math.Min(first[child], end[child]);
            columns.Add(field.Children[child], CheckedData.Child(field.Path, data, child), from, end[child] - from);
        }
    }

    private static void NumberChildren(UnionType union, Span<int> childOf)
    {
        childOf.Fill(NoChild);
        for (var i = 0; i < union.TypeIds.Length; i++)
            childOf[(byte)union.TypeIds[i]] = i;
    }
}
