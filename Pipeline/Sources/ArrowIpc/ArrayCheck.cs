using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>
/// Checks that what was read is what its type says, so that nobody behind the reader runs out of its buffers: lengths, counts
/// of nulls, offsets, indices, and that text is UTF-8. Used by one thread.
/// </summary>
internal sealed class ArrayCheck
{
    private Dictionary<ArrayData, ArrayData> _dictionaries = new(ReferenceEqualityComparer.Instance);
    private Dictionary<ArrayData, ArrayData> _nextDictionaries = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The columns of a batch over the same memory, none of which they own: a dictionary that several batches share is the
    /// same object in all of them.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is not what its type says; the message names it.</exception>
    public IArrowArray[] Check(RecordBatch batch)
    {
        var fields = batch.Schema.FieldsList;
        if (batch.ColumnCount != fields.Count)
            throw new InvalidDataException($"the batch has {batch.ColumnCount} columns where the schema has {fields.Count}");

        var columns = new IArrowArray[fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var data = batch.Column(i).Data;
            Require(data.Length == batch.Length, fields[i].Name, "its length is not that of the batch");
            columns[i] = ArrowArrayFactory.BuildArray(Checked(data, fields[i], isWhole: true, fields[i].Name));
        }

        // A dictionary that has been replaced is let go.
        (_dictionaries, _nextDictionaries) = (_nextDictionaries, _dictionaries);
        _nextDictionaries.Clear();
        return columns;
    }

    /// <summary>Where a row around it is null, a field has a null though the schema says that it has none.</summary>
    private ArrayData Checked(ArrayData data, Field field, bool isWhole, string path)
    {
        Require(field.IsNullable || data.NullCount == 0 || !isWhole, path, "it holds nulls, and the schema says that it has none");
        return Checked(data, field.DataType, path);
    }

    private ArrayData Checked(ArrayData data, IArrowType type, string path)
    {
        var layout = type is ExtensionType extension ? extension.StorageType : type;
        var children = data.Children ?? [];
        if (layout is NestedType nested)
        {
            Require(children.Length == nested.Fields.Count, path, "parts of it are missing");
            children = [.. children.Select((child, i) => Checked(child, nested.Fields[i], data.NullCount == 0, $"{path}.{nested.Fields[i].Name}"))];
        }

        var dictionary = layout is DictionaryType encoded ? CheckedDictionary(data, encoded, path) : null;
        CheckNulls(data, layout, path);
        CheckLayout(data, layout, children, dictionary, path);
        return new(type, data.Length, data.NullCount, 0, System.Array.ConvertAll(data.Buffers, Unowned), children, dictionary);
    }

    private ArrayData CheckedDictionary(ArrayData data, DictionaryType type, string path)
    {
        if (data.Dictionary is not { } dictionary)
            throw new InvalidDataException($"column '{path}': its dictionary is missing");

        if (_nextDictionaries.TryGetValue(dictionary, out var known))
            return known;

        if (!_dictionaries.TryGetValue(dictionary, out known))
            known = Checked(dictionary, type.ValueType, path);

        _nextDictionaries.Add(dictionary, known);
        return known;
    }

    private static ArrowBuffer Unowned(ArrowBuffer buffer) => buffer.IsEmpty ? ArrowBuffer.Empty : new(buffer.Memory);

    private static void CheckNulls(ArrayData data, IArrowType layout, string path)
    {
        if (layout is NullType or UnionType or RunEndEncodedType)
            return;

        var bitmap = data.Buffers[0].Span;
        if (bitmap.IsEmpty)
        {
            Require(data.NullCount == 0, path, "it holds nulls and does not say which");
            return;
        }

        RequireBits(bitmap, data.Length, path);
        Require(data.Length - CountBits(bitmap, data.Length) == data.NullCount, path, "the number of its nulls is wrong");
    }

    private static void CheckLayout(ArrayData data, IArrowType layout, ArrayData[] children, ArrayData? dictionary, string path)
    {
        var rows = data.Length;
        switch (layout)
        {
            case NullType:
                break;
            case BooleanType:
                RequireBits(data.Buffers[1].Span, rows, path);
                break;
            case StringType or BinaryType:
                OffsetCheck.Bytes<int>(data, layout is StringType, path);
                break;
            case LargeStringType or LargeBinaryType:
                OffsetCheck.Bytes<long>(data, layout is LargeStringType, path);
                break;
            case StringViewType or BinaryViewType:
                ViewCheck.Views(data, layout is StringViewType, path);
                break;
            case ListType or MapType:
                OffsetCheck.Offsets<int>(data, children[0].Length, path);
                break;
            case LargeListType:
                OffsetCheck.Offsets<long>(data, children[0].Length, path);
                break;
            case ListViewType:
                OffsetCheck.Ranges<int>(data, children[0].Length, path);
                break;
            case LargeListViewType:
                OffsetCheck.Ranges<long>(data, children[0].Length, path);
                break;
            case FixedSizeListType list:
                Require(children[0].Length >= (long)rows * list.ListSize, path, "its values are missing");
                break;
            case StructType:
                Require(children.All(child => child.Length >= rows), path, "its fields are shorter than it");
                break;
            case UnionType union:
                IndexCheck.Union(data, union, children, path);
                break;
            case RunEndEncodedType:
                IndexCheck.RunEnds(data, children, path);
                break;
            case DictionaryType type:
                IndexCheck.Indices(data, type, dictionary!.Length, path);
                break;
            case FixedWidthType fixedWidth:
                Require(data.Buffers[1].Length >= (long)rows * (fixedWidth.BitWidth / 8), path, "its values are cut short");
                break;
            default:
                throw new InvalidDataException($"column '{path}': the type {layout.Name} is not known");
        }
    }

    private static void RequireBits(ReadOnlySpan<byte> bits, int rows, string path)
        => Require(bits.Length >= ((long)rows + 7) / 8, path, "its bits are cut short");

    private static int CountBits(ReadOnlySpan<byte> bits, int rows)
    {
        var whole = bits[..(rows / 8)];
        var words = MemoryMarshal.Cast<byte, ulong>(whole);
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);

        foreach (var part in whole[(words.Length * sizeof(ulong))..])
            count += BitOperations.PopCount(part);

        return rows % 8 == 0 ? count : count + BitOperations.PopCount((uint)bits[rows / 8] & ((1u << (rows % 8)) - 1));
    }

    internal static void Require(bool holds, string path, string otherwise)
    {
        if (!holds)
            throw new InvalidDataException($"column '{path}': {otherwise}");
    }
}
