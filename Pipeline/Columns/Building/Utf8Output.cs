using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

/// <summary>
/// A cursor over the free space of a buffer writer, which it asks for in large blocks. Generated code hands it on.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Utf8Output
{
    private const int MinimumBlock = 4096;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _block;
    private int _written;

    internal Utf8Output(IBufferWriter<byte> output) => _output = output;

    /// <summary>
    /// Free space of at least <paramref name="length"/> bytes; <see cref="Advance"/> claims what was used.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Reserve(int length)
    {
        if (_block.Length - _written < length)
            NextBlock(length);

        // Nothing claims more than it reserved, so that a cut of the block needs no check.
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_block), _written), _block.Length - _written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Advance(int length) => _written += length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(byte value)
    {
        Reserve(1)[0] = value;
        _written++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _written += bytes.Length;
    }

    /// <summary>Takes back the byte that was appended last if it is a comma.</summary>
    internal void TrimComma()
    {
        if (_written > 0 && _block[_written - 1] == ',')
            _written--;
    }

    /// <summary>Ends an object on a line of its own, whose last comma is taken back.</summary>
    internal void EndLine()
    {
        TrimComma();
        var destination = Reserve(2);
        destination[1] = (byte)'\n';
        destination[0] = (byte)'}';
        _written += 2;
    }

    /// <summary>Claims what was written; the cursor can go on.</summary>
    internal void Complete()
    {
        _output.Advance(_written);
        _block = default;
        _written = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NextBlock(int length)
    {
        Complete();
        _block = _output.GetSpan(Math.Max(length, MinimumBlock));
    }
}
