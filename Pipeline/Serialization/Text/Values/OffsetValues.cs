using System.Numerics;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Serialization.Text.Values;

/// <summary>Values side by side, with an array of where each starts: 32 bits wide, or 64 for the large types.</summary>
internal unsafe struct OffsetValues<TOffset> : IByteValues
    where TOffset : unmanaged, IBinaryInteger<TOffset>
{
    private TOffset* _offsets;
    private byte* _bytes;
    private int _length;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        var rows = data.Length;
        var needed = rows == 0 ? 0 : ((long)data.Offset + rows + 1) * sizeof(TOffset);
        _offsets = (TOffset*)pins.Pin(column, data, 1, needed) + data.Offset;
        _bytes = pins.Pin(column, data, 2, 0);
        _length = data.Buffers.Length > 2 ? data.Buffers[2].Length : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<byte> Get(int row) => Between(_offsets[row], _offsets[row + 1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ReadOnlySpan<byte> Between(TOffset start, TOffset end)
    {
        var (from, to) = (long.CreateTruncating(start), long.CreateTruncating(end));
        if ((ulong)from > (ulong)to || (ulong)to > (ulong)_length)
            ByteValues.ThrowOutside(from, to, _length);

        return new ReadOnlySpan<byte>(_bytes + from, (int)(to - from));
    }
}
