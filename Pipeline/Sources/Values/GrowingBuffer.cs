using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// Bytes of one Arrow buffer while it is built, in an array of the shared pool that the batch takes over, by
/// <see cref="PooledArrays"/>. Nearly full arrays are handed over as they are, others are copied, so that a batch never pins much
/// slack.
/// </summary>
internal sealed class GrowingBuffer
{
    private const int InitialCapacity = 512;

    private byte[] _bytes = [];
    private int _capacity = InitialCapacity;
    private int _length;

    public int Length => _length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append<T>(T value)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        if (_bytes.Length - _length < size)
            Grow(size);

        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _length), value);
        _length += size;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
            Grow(bytes.Length);

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Room for exactly this many bytes, which count once <see cref="Advance"/> says so.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _length < length)
            Grow(length);

        return _bytes.AsSpan(_length, length);
    }

    public void Advance(int length) => _length += length;

    /// <summary>Appends a bit to a bitmap; <paramref name="index"/> is the number of bits before it.</summary>
    public void AppendBit(int index, bool value)
    {
        if ((index & 7) == 0)
            Append((byte)0);

        if (value)
            _bytes[index >> 3] |= (byte)(1 << (index & 7));
    }

    /// <summary>The bytes so far; the buffer starts again empty.</summary>
    public ArrowBuffer Take()
    {
        if (_length == 0)
            return ArrowBuffer.Empty;

        _capacity = _bytes.Length;
        var taken = _bytes;
        if (_length < _capacity / 4 * 3)
        {
            taken = ArrayPool<byte>.Shared.Rent(_length);
            _bytes.AsSpan(0, _length).CopyTo(taken);
        }
        else
        {
            _bytes = [];
        }

        var length = _length;
        _length = 0;
        return PooledArrays.ToBuffer(taken, length);
    }

    public void Clear() => _length = 0;

    private void Grow(int needed)
    {
        var size = Math.Max(_capacity, Math.Max((long)_length + needed, _bytes.Length * 2L));
        if (size > System.Array.MaxLength)
            size = (long)_length + needed;

        var larger = ArrayPool<byte>.Shared.Rent(checked((int)size));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
