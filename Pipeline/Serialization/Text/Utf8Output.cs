using System.Buffers;
using System.Runtime.CompilerServices;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// A cursor over the free space of a buffer writer, which it asks for in large blocks. <see cref="Complete"/> ends it.
/// </summary>
internal ref struct Utf8Output(IBufferWriter<byte> output)
{
    private const int MinimumBlock = 4096;

    private Span<byte> _block;
    private int _written;

    /// <summary>
    /// Free space of at least <paramref name="length"/> bytes; <see cref="Advance"/> claims what was used.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int length)
    {
        if (_block.Length - _written < length)
            NextBlock(length);

        return _block[_written..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int length) => _written += length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        _written++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _written += bytes.Length;
    }

    /// <summary>Takes back the byte that was appended last if it is a comma.</summary>
    public void TrimComma()
    {
        if (_written > 0 && _block[_written - 1] == ',')
            _written--;
    }

    public void Complete()
    {
        output.Advance(_written);
        _block = default;
        _written = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NextBlock(int length)
    {
        Complete();
        _block = output.GetSpan(Math.Max(length, MinimumBlock));
    }
}
