using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Writes values of any type out as bytes that are equal when the values are, however they are encoded.</summary>
internal static class NestedValue
{
    /// <summary>Writes the value at a position of the buffers, marked as such, or the mark of a null; false for a null.</summary>
    public static bool Write(string column, IArrowType type, ArrayData data, int position, IBufferWriter<byte> output)
    {
        var layout = CheckedData.LayoutOf(type);
        switch (layout)
        {
            case NullType:
                return Mark(output, false);
            case DictionaryType dictionary:
                var entries = CheckedData.Dictionary(column, data);
                return DictionaryIndices.At(column, data, position) is var index and >= 0
                    ? Write(column, dictionary.ValueType, entries, entries.Offset + index, output)
                    : Mark(output, false);
            case RunEndEncodedType runs:
                var run = CheckedData.ChildRows(column, data, 1, RunEndConcat.RunOf(column, runs, data, position), 1);
                return Write(column, runs.ValuesDataType, run.Data, run.Start, output);
            case UnionType union:
                Mark(output, true);
                WriteUnion(column, union, data, position, output);
                return true;
        }

        if (!ValueReader.IsNested(layout))
            return WriteScalar(column, data, position, output);
        if (!new RowValidity(column, data)[position])
            return Mark(output, false);

        Mark(output, true);
        WriteNested(column, (NestedType)layout, data, position, output);
        return true;
    }

    private static bool Mark(IBufferWriter<byte> output, bool exists)
    {
        output.Write(exists ? [1] : [0]);
        return exists;
    }

    private static bool WriteScalar(string column, ArrayData data, int position, IBufferWriter<byte> output)
    {
        if (!new ValueReader(column, data, null).TryGet(position - data.Offset, out var value))
            return Mark(output, false);

        Mark(output, true);
        WriteCount(output, value.Length);
        output.Write(value);
        return true;
    }

    private static void WriteUnion(string column, UnionType union, ArrayData data, int position, IBufferWriter<byte> output)
    {
        var rows = UnionConcat.ValueAt(column, union, data, position, out var child);
        WriteCount(output, child);
        Write(column, union.Fields[child].DataType, rows.Data, rows.Start, output);
    }

    private static void WriteNested(string column, NestedType type, ArrayData data, int position, IBufferWriter<byte> output)
    {
        if (type is StructType)
        {
            for (var child = 0; child < type.Fields.Count; child++)
            {
                var value = CheckedData.ChildRows(column, data, child, position, 1);
                Write(column, type.Fields[child].DataType, value.Data, value.Start, output);
            }

            return;
        }

        var items = ListConcat.ItemsOf(column, type, new(data, position, 1));
        WriteCount(output, items.Count);
        for (var i = 0; i < items.Count; i++)
            Write(column, type.Fields[0].DataType, items.Data, items.Start + i, output);
    }

    private static void WriteCount(IBufferWriter<byte> output, int count)
        => output.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in count)));
}
