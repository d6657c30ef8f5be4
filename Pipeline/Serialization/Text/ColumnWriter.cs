using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// Writes the values of one column. It is bound to the array of a batch, written row by row, and bound to the next; one
/// thread at a time uses it. Pointers into a batch are good until the pins of that batch are released.
/// </summary>
internal abstract unsafe class ColumnWriter(string name, ValueFrame frame)
{
    private byte* _validity;
    private int _offset;

    /// <summary>The column's name, with those of the structs around it, for messages.</summary>
    public string Name { get; } = name;

    protected ValueFrame Frame { get; } = frame;

    /// <summary>Points the column at an array.</summary>
    /// <param name="data">The array; rows count from its offset.</param>
    /// <param name="pins">Keeps the buffers in place.</param>
    public void Bind(ArrayData data, BufferPins pins)
    {
        _offset = data.Offset;
        _validity = HasNulls(data) ? pins.Pin(Name, data, 0, BitmapLength(data)) : null;
        BindValues(data, pins);
    }

    /// <summary>Appends one value in its frame.</summary>
    public abstract void Write(ref Utf8Output output, int row);

    protected abstract void BindValues(ArrayData data, BufferPins pins);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool IsNull(int row)
        => _validity != null && (_validity[(row + _offset) >> 3] & (1 << ((row + _offset) & 7))) == 0;

    /// <summary>The bytes of a bitmap that covers an array and what lies before it.</summary>
    protected static long BitmapLength(ArrayData data) => ((long)data.Offset + data.Length + 7) / 8;

    private static bool HasNulls(ArrayData data)
        => data.Buffers.Length > 0 && !data.Buffers[0].IsEmpty && data.GetNullCount() != 0;
}
