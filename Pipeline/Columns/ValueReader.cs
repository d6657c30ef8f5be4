using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>
/// The bytes of the values of an array, to compare them by: as they lie in memory, without their layout, and written out for nested
/// types. Equal bytes are equal values.
/// </summary>
internal readonly ref struct ValueReader
{
    private const int ViewSize = 16;

    private readonly string _column;
    private readonly ArrayData _data;
    private readonly ArrayBufferWriter<byte>? _scratch;
    private readonly Layout _layout;
    private readonly int _width;
    private readonly RowValidity _valid;
    private readonly ReadOnlySpan<byte> _values;
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="column">The column for messages.</param>
    /// <param name="data">The array.</param>
    /// <param name="scratch">Where values of nested types are written out, one at a time.</param>
    public ValueReader(string column, ArrayData data, ArrayBufferWriter<byte>? scratch)
    {
        var type = CheckedData.LayoutOf(data.DataType);
        _column = column;
        _data = data;
        _scratch = scratch;
        _layout = LayoutOf(type);
        _width = type is FixedWidthType fixedWidth ? fixedWidth.BitWidth / 8 : 0;
        if (_layout == Layout.Nested || data.Length == 0)
            return;

        _valid = new(column, data);
        var end = (long)data.Offset + data.Length;
        var needed = _layout switch
        {
            Layout.Bits => (end + 7) / 8,
            Layout.Offsets32 => (end + 1) * sizeof(int),
            Layout.Offsets64 => (end + 1) * sizeof(long),
            Layout.Views => end * ViewSize,
            _ => end * _width,
        };
        _values = CheckedData.Bytes(column, data, 1, 0, needed);
        if (_layout is Layout.Offsets32 or Layout.Offsets64)
            _bytes = data.Buffers.Length > 2 ? data.Buffers[2].Span : [];
    }

    private enum Layout
    {
        Fixed,
        Bits,
        Offsets32,
        Offsets64,
        Views,
        Nested,
    }

    public static bool IsNested(IArrowType type) => LayoutOf(CheckedData.LayoutOf(type)) == Layout.Nested;

    /// <summary>The bytes of a value, good until the next is read; false for a null.</summary>
    /// <exception cref="InvalidDataException">The value is outside of the array's buffers.</exception>
    public bool TryGet(int row, out ReadOnlySpan<byte> value)
    {
        var position = _data.Offset + row;
        if (_layout == Layout.Nested)
        {
            _scratch!.ResetWrittenCount();
            var exists = NestedValue.Write(_column, _data.DataType, _data, position, _scratch);
            value = _scratch.WrittenSpan;
            return exists;
        }

        if (!_valid[position])
        {
            value = default;
            return false;
        }

        value = _layout switch
        {
            Layout.Fixed => _values.Slice(position * _width, _width),
            Layout.Bits => BitUtility.GetBit(_values, position) ? [1] : [0],
            Layout.Offsets32 => Between<int>(position),
            Layout.Offsets64 => Between<long>(position),
            _ => View(position),
        };
        return true;
    }

    private static Layout LayoutOf(IArrowType type) => type switch
    {
        BooleanType => Layout.Bits,
        StringType or BinaryType => Layout.Offsets32,
        LargeStringType or LargeBinaryType => Layout.Offsets64,
        StringViewType or BinaryViewType => Layout.Views,
        DictionaryType or NestedType or NullType => Layout.Nested,
        _ => Layout.Fixed,
    };

    private ReadOnlySpan<byte> Between<TOffset>(int position)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(_values);
        var (start, end) = (long.CreateTruncating(offsets[position]), long.CreateTruncating(offsets[position + 1]));
        if ((ulong)start > (ulong)end || (ulong)end > (ulong)_bytes.Length)
            return CheckedData.Bytes(_column, _data, 2, start, end - start);

        return _bytes[(int)start..(int)end];
    }

    private ReadOnlySpan<byte> View(int position)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, BinaryView>(_values)[position];
        return view.IsInline && view.Length >= 0
            ? _values.Slice((position * ViewSize) + sizeof(int), view.Length)
            : CheckedData.ViewBytes(_column, _data, view);
    }
}
