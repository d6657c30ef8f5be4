using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Checks what points into other arrays: dictionary indices, run ends and the type ids of unions.</summary>
internal static class IndexCheck
{
    private const int TypeIds = 128;

    public static void Indices(ArrayData data, DictionaryType type, int values, string path)
    {
        switch (type.IndexType)
        {
            case Int8Type: Indices<sbyte>(data, values, path); break;
            case UInt8Type: Indices<byte>(data, values, path); break;
            case Int16Type: Indices<short>(data, values, path); break;
            case UInt16Type: Indices<ushort>(data, values, path); break;
            case Int32Type: Indices<int>(data, values, path); break;
            case UInt32Type: Indices<uint>(data, values, path); break;
            case Int64Type: Indices<long>(data, values, path); break;
            case UInt64Type: Indices<ulong>(data, values, path); break;
            default: throw new InvalidDataException($"column '{path}': its dictionary has indices of type {type.IndexType.Name}");
        }
    }

    public static void RunEnds(ArrayData data, ArrayData[] children, string path)
    {
        ArrayCheck.Require(children[0].NullCount == 0 && children[1].Length >= children[0].Length, path, "its runs and values do not match");
        switch (children[0].DataType)
        {
            case Int16Type: RunEnds<short>(data, children[0], path); break;
            case Int32Type: RunEnds<int>(data, children[0], path); break;
            case Int64Type: RunEnds<long>(data, children[0], path); break;
            default: throw new InvalidDataException($"column '{path}': its run ends are of type {children[0].DataType.Name}");
        }
    }

    public static void Union(ArrayData data, UnionType type, ArrayData[] children, string path)
    {
        var ids = data.Buffers[0].Span;
        ArrayCheck.Require(ids.Length >= data.Length, path, "its type ids are cut short");
        Span<int> childOf = stackalloc int[TypeIds];
        childOf.Fill(-1);
        for (var i = 0; i < type.TypeIds.Length; i++)
            childOf[type.TypeIds[i] & (TypeIds - 1)] = i;

        var isDense = type.Mode == UnionMode.Dense;
        var offsets = isDense ? MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span) : default;
        ArrayCheck.Require(!isDense || offsets.Length >= data.Length, path, "its offsets are cut short");
        for (var i = 0; i < data.Length; i++)
        {
            var child = ids[i] < TypeIds ? childOf[ids[i]] : -1;
            ArrayCheck.Require(child >= 0, path, $"it has no type of id {ids[i]}");
            var at = isDense ? offsets[i] : i;
            ArrayCheck.Require(at >= 0 && at < children[child].Length, path, "its offsets lead out of its values");
        }
    }

    private static void Indices<T>(ArrayData data, int values, string path)
        where T : unmanaged, IBinaryInteger<T>
    {
        var indices = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span);
        ArrayCheck.Require(indices.Length >= data.Length, path, "its values are cut short");
        var validity = data.NullCount > 0 ? data.Buffers[0].Span : default;
        for (var i = 0; i < data.Length; i++)
            if ((indices[i] < T.Zero || ulong.CreateTruncating(indices[i]) >= (ulong)values)
                && (validity.IsEmpty || (validity[i >> 3] >> (i & 7) & 1) != 0))
                ArrayCheck.Require(false, path, $"the index {indices[i]} leads out of its dictionary of {values} values");
    }

    private static void RunEnds<T>(ArrayData data, ArrayData runs, string path)
        where T : unmanaged, IBinaryInteger<T>
    {
        var ends = MemoryMarshal.Cast<byte, T>(runs.Buffers[1].Span)[..runs.Length];
        var before = T.Zero;
        foreach (var end in ends)
        {
            ArrayCheck.Require(end > before, path, "its run ends do not rise");
            before = end;
        }

        ArrayCheck.Require(long.CreateTruncating(before) >= data.Length, path, "its runs end before its rows");
    }
}
