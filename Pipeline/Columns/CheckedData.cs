using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>
/// Reads arrays that may be damaged: what points outside of a buffer or a child is an <see cref="InvalidDataException"/> that names
/// the column.
/// </summary>
internal static class CheckedData
{
    private const int FirstDataBuffer = 2;

    /// <summary>The type that says how an array lies in memory.</summary>
    public static IArrowType LayoutOf(IArrowType type)
    {
        while (type is ExtensionType extension)
            type = extension.StorageType;

        return type;
    }

    public static ReadOnlySpan<byte> Bytes(string column, ArrayData data, int buffer, long start, long count)
    {
        var bytes = buffer < (data.Buffers?.Length ?? 0) ? data.Buffers![buffer].Span : [];
        if (start < 0 || count < 0 || start > bytes.Length - count)
            throw OutsideBuffer(column, data, buffer, start, start + count, bytes.Length);

        return bytes.Slice((int)start, (int)count);
    }

    public static ReadOnlySpan<T> Values<T>(string column, ArrayData data, int buffer, int start, int count)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        return MemoryMarshal.Cast<byte, T>(Bytes(column, data, buffer, (long)start * size, (long)count * size));
    }

    /// <summary>The offsets of the rows and the one behind them; the last is not before the first.</summary>
    public static ReadOnlySpan<TOffset> Offsets<TOffset>(string column, RowRange rows)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = Values<TOffset>(column, rows.Data, 1, rows.Start, rows.Count + 1);
        return offsets[0] <= offsets[^1] ? offsets : throw Backwards(column, rows.Data);
    }

    /// <summary>The bytes of a view that does not hold them itself.</summary>
    public static ReadOnlySpan<byte> ViewBytes(string column, ArrayData data, in BinaryView view)
        => view.BufferIndex >= 0
            ? Bytes(column, data, FirstDataBuffer + Math.Min(view.BufferIndex, data.Buffers.Length), view.BufferOffset, view.Length)
            : throw Damaged(column, $"a view refers to buffer {view.BufferIndex}");

    /// <summary>The validity bitmap of the array; empty when none of its rows is null.</summary>
    public static ReadOnlySpan<byte> Validity(string column, ArrayData data)
    {
        if (data.NullCount == 0 || data.Buffers is not { Length: > 0 } || data.Buffers[0].IsEmpty)
            return [];

        var bits = (long)data.Offset + data.Length;
        var validity = Bytes(column, data, 0, 0, (bits + 7) / 8);
        return data.GetNullCount() == 0 ? [] : validity;
    }

    public static ArrayData Child(string column, ArrayData data, int child)
        => child < (data.Children?.Length ?? 0) && data.Children![child] is { } found
            ? found
            : throw Damaged(column, $"its {data.DataType.Name} array has no child {child}");

    /// <summary>Rows of a child; the start counts from the child's first row.</summary>
    public static RowRange ChildRows(string column, ArrayData data, int child, long start, long count)
    {
        var rows = Child(column, data, child);
        if (start < 0 || count < 0 || start > rows.Length - count)
            throw Damaged(column, $"it refers to nested values {start:N0} to {start + count:N0} where there are {rows.Length:N0}");

        return new(rows, rows.Offset + (int)start, (int)count);
    }

    public static ArrayData Dictionary(string column, ArrayData data)
        => data.Dictionary ?? throw Damaged(column, "a dictionary array has no dictionary");

    public static InvalidDataException Backwards(string column, ArrayData data)
        => Damaged(column, $"the offsets of its {data.DataType.Name} array run backwards");

    public static InvalidDataException Damaged(string column, string what) => new($"Column '{column}': {what}; the array is damaged.");

    private static InvalidDataException OutsideBuffer(string column, ArrayData data, int buffer, long start, long end, int length)
        => Damaged(
            column,
            $"buffer {buffer} of its {data.DataType.Name} array has {length:N0} bytes where bytes {start:N0} to {end:N0} are referred to");
}
