using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds what lies behind offsets: text, binary values, lists and maps. The offsets of a body start at zero.</summary>
internal static class OffsetLayout
{
    public static void AddBinary<TOffset>(BodyLayout body, IpcField field, ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var (first, last) = AddOffsets<TOffset>(body, field, data, start, count);
        body.Add(field, data, 2, first, last - first, 1);
    }

    public static void AddList<TOffset>(in ColumnLayout columns, IpcField field, ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var (first, last) = AddOffsets<TOffset>(columns.Body, field, data, start, count);
        columns.Add(field.Children[0], CheckedData.Child(field.Path, data, 0), first, last - first);
    }

    private static unsafe (long First, long Last) AddOffsets<TOffset>(BodyLayout body, IpcField field, ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        if (count == 0)
        {
            body.Rent<TOffset>(1)[0] = TOffset.Zero;
            return (0, 0);
        }

        var offsets = CheckedData.Values<TOffset>(field.Path, data, 1, start, count + 1);
        var first = offsets[0];
        if (!Rise(offsets))
            throw CheckedData.Damaged(field.Path, "its offsets run backwards or are negative");

        if (TOffset.IsZero(first))
        {
            body.Add(field, data, 1, start, offsets.Length, sizeof(TOffset));
        }
        else
        {
            var target = body.Rent<TOffset>(count + 1);
            for (var i = 0; i < target.Length; i++)
                target[i] = offsets[i] - first;
        }

        return (long.CreateTruncating(first), long.CreateTruncating(offsets[^1]));
    }

    private static bool Rise<TOffset>(ReadOnlySpan<TOffset> offsets)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var signs = offsets[0];
        for (var i = 1; i < offsets.Length; i++)
            signs |= offsets[i] | (offsets[i] - offsets[i - 1]);

        return !TOffset.IsNegative(signs);
    }
}
