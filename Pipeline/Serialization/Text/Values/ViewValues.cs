using Apache.Arrow;

namespace DataflowWrite.Serialization.Text.Values;

/// <summary>
/// Views of 16 bytes: a length and either up to 12 bytes in place, or a prefix, a buffer's number and a position.
/// </summary>
internal unsafe struct ViewValues : IByteValues
{
    private const int ViewSize = 16;
    private const int MaxInline = 12;
    private const int FirstDataBuffer = 2;

    private byte* _views;
    private nint[] _buffers;
    private int[] _lengths;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        _views = pins.Pin(column, data, 1, ((long)data.Offset + data.Length) * ViewSize) + ((long)data.Offset * ViewSize);
        var count = Math.Max(0, data.Buffers.Length - FirstDataBuffer);
        if (_buffers is null || _buffers.Length != count)
            (_buffers, _lengths) = (new nint[count], new int[count]);

        for (var i = 0; i < count; i++)
        {
            _buffers[i] = (nint)pins.Pin(column, data, FirstDataBuffer + i, 0);
            _lengths[i] = data.Buffers[FirstDataBuffer + i].Length;
        }
    }

    public readonly ReadOnlySpan<byte> Get(int row)
    {
        var view = _views + ((long)row * ViewSize);
        var length = *(int*)view;
        if ((uint)length <= MaxInline)
            return new ReadOnlySpan<byte>(view + sizeof(int), length);

        var (buffer, start) = (*(int*)(view + 8), *(int*)(view + 12));
        if ((uint)buffer >= (uint)_buffers.Length)
            throw new InvalidDataException($"A view refers to buffer {buffer} of {_buffers.Length}; the array is damaged.");

        if (start < 0 || length < 0 || (long)start + length > _lengths[buffer])
            ByteValues.ThrowOutside(start, (long)start + length, _lengths[buffer]);

        return new ReadOnlySpan<byte>((byte*)_buffers[buffer] + start, length);
    }
}
