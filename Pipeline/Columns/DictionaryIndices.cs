using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Reads and rewrites dictionary indices of any integer type.</summary>
internal static class DictionaryIndices
{
    // Small enough for the stack, and to stay in the first-level cache between the steps.
    private const int BlockSize = 1024;
    private const int NullIndex = -1;

    /// <summary>The indices of the rows in a merged dictionary, in a new buffer; null rows have index 0.</summary>
    /// <param name="column">The column for messages.</param>
    /// <param name="rows">Rows of a dictionary array.</param>
    /// <param name="remap">Where the entries of the array's dictionary stand in the merged one.</param>
    /// <param name="to">The integer type of the new indices.</param>
    /// <exception cref="InvalidDataException">An index is outside of the dictionary.</exception>
    /// <exception cref="OverflowException">An index does not fit into the new type.</exception>
    public static ArrowBuffer Remap(string column, RowRange rows, DictionaryRemap remap, IArrowType to)
    {
        using var draft = new ArrayDraft();
        Remap(column, rows, remap, to, draft.Add<byte>(SizeOf(to, rows.Count)));
        return draft.Finish(to, rows.Count, 0).Buffers[0];
    }

    /// <summary>The same into memory that is there already.</summary>
    public static void Remap(string column, RowRange rows, DictionaryRemap remap, IArrowType to, Span<byte> target)
    {
        Span<int> block = stackalloc int[BlockSize];
        var capacity = CapacityOf(to);
        var width = ((FixedWidthType)to).BitWidth / 8;
        for (var done = 0; done < rows.Count; done += BlockSize)
        {
            var count = Math.Min(BlockSize, rows.Count - done);
            var indices = block[..count];
            Load(column, rows with { Start = rows.Start + done, Count = count }, indices);
            var highest = remap.IsIdentity ? Clear(indices) : Move(indices, remap.Map);
            if (highest > capacity)
                throw new OverflowException(
                    $"index {highest:N0} of its dictionary is more than {ArrowTypes.NameOf(to)} can hold; write smaller batches, "
                    + "or give the dictionary wider indices.");

            Store(to, indices, target.Slice(done * width, count * width));
        }
    }

    /// <summary>Sets what stands at the index of each row to one.</summary>
    public static void Mark(string column, RowRange rows, Span<int> used)
    {
        Span<int> block = stackalloc int[BlockSize];
        for (var done = 0; done < rows.Count; done += BlockSize)
        {
            var indices = block[..Math.Min(BlockSize, rows.Count - done)];
            Load(column, rows with { Start = rows.Start + done, Count = indices.Length }, indices);
            foreach (var index in indices)
                if (index != NullIndex)
                    used[index] = 1;
        }
    }

    /// <summary>The index of a row in its dictionary; a negative number for a null.</summary>
    public static int At(string column, ArrayData data, int position)
    {
        var index = 0;
        Load(column, new(data, position, 1), new Span<int>(ref index));
        return index;
    }

    /// <summary>The bytes that so many indices take.</summary>
    public static int SizeOf(IArrowType type, int count)
    {
        var bytes = (long)((FixedWidthType)type).BitWidth / 8 * count;
        return bytes <= int.MaxValue ? (int)bytes : throw ColumnBuffers.TooLarge(bytes);
    }

    private static void Load(string column, RowRange rows, Span<int> indices)
    {
        switch (((DictionaryType)CheckedData.LayoutOf(rows.Data.DataType)).IndexType.TypeId)
        {
            case ArrowTypeId.Int8: Load<sbyte>(column, rows, indices); break;
            case ArrowTypeId.Int16: Load<short>(column, rows, indices); break;
            case ArrowTypeId.Int32: Load<int>(column, rows, indices); break;
            case ArrowTypeId.Int64: Load<long>(column, rows, indices); break;
            case ArrowTypeId.UInt8: Load<byte>(column, rows, indices); break;
            case ArrowTypeId.UInt16: Load<ushort>(column, rows, indices); break;
            case ArrowTypeId.UInt32: Load<uint>(column, rows, indices); break;
            default: Load<ulong>(column, rows, indices); break;
        }
    }

    private static void Load<TIndex>(string column, RowRange rows, Span<int> indices)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var from = CheckedData.Values<TIndex>(column, rows.Data, 1, rows.Start, rows.Count);
        var length = (ulong)CheckedData.Dictionary(column, rows.Data).Length;
        var valid = new RowValidity(column, rows.Data);
        for (var i = 0; i < from.Length; i++)
        {
            var index = ulong.CreateTruncating(from[i]);
            if (!valid[rows.Start + i])
                indices[i] = NullIndex;
            else if (index < length)
                indices[i] = (int)index;
            else
                throw CheckedData.Damaged(column, $"index {from[i]} is outside its dictionary of {length:N0} values");
        }
    }

    private static int Clear(Span<int> indices)
    {
        var highest = 0;
        foreach (ref var index in indices)
        {
            index = Math.Max(index, 0);
            highest = Math.Max(highest, index);
        }

        return highest;
    }

    private static int Move(Span<int> indices, ReadOnlySpan<int> map)
    {
        var highest = 0;
        foreach (ref var index in indices)
        {
            index = index < 0 ? 0 : map[index];
            highest = Math.Max(highest, index);
        }

        return highest;
    }

    private static void Store(IArrowType type, ReadOnlySpan<int> indices, Span<byte> target)
    {
        switch (((FixedWidthType)type).BitWidth)
        {
            case 8: Store(indices, MemoryMarshal.Cast<byte, byte>(target)); break;
            case 16: Store(indices, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case 32: indices.CopyTo(MemoryMarshal.Cast<byte, int>(target)); break;
            default: Store(indices, MemoryMarshal.Cast<byte, ulong>(target)); break;
        }
    }

    private static void Store<TIndex>(ReadOnlySpan<int> indices, Span<TIndex> target)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = TIndex.CreateTruncating(indices[i]);
    }

    private static int CapacityOf(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Int8 => sbyte.MaxValue,
        ArrowTypeId.UInt8 => byte.MaxValue,
        ArrowTypeId.Int16 => short.MaxValue,
        ArrowTypeId.UInt16 => ushort.MaxValue,
        _ => int.MaxValue,
    };
}
