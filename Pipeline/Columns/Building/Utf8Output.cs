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

    // The block that was asked for last: what is claimed of it ends at _next.
    private ref byte _start;
    private ref byte _next;
    private ref byte _end;

    internal Utf8Output(IBufferWriter<byte> output) => _output = output;

    /// <summary>
    /// Free space of at least <paramref name="length"/> bytes; <see cref="Advance"/> claims what was used.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Reserve(int length)
    {
        if (!HasRoom(length))
            NextBlock(length);

        return MemoryMarshal.CreateSpan(ref _next, Free);
    }

    /// <summary>Whether there are so many free bytes at <see cref="Next"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool HasRoom(long length) => Free >= length;

    /// <summary>Where free space starts, for who asked for room and writes without bounds checks.</summary>
    internal readonly ref byte Next
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Advance(int length) => _next = ref Unsafe.Add(ref _next, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(byte value)
    {
        if (!HasRoom(1))
            NextBlock(1);

        _next = value;
        Advance(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Takes back the byte that was appended last if it is a comma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void TrimComma()
    {
        if (EndsInComma)
            Advance(-1);
    }

    /// <summary>Ends an object on a line of its own, whose last comma is taken back, and begins the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void NextObject()
    {
        if (!HasRoom(sizeof(uint)))
        {
            TrimComma();
            NextBlock(sizeof(uint));
        }

        ref var end = ref Unsafe.Add(ref _next, EndsInComma ? -1 : 0);
        Unsafe.WriteUnaligned(ref end, BitConverter.IsLittleEndian ? 0x7B_0A_7Du : 0x7D_0A_7B_00u);
        _next = ref Unsafe.Add(ref end, 3);
    }

    /// <summary>Ends an object on a line of its own, whose last comma is taken back.</summary>
    internal void EndLine()
    {
        NextObject();
        Advance(-1);
    }

    /// <summary>Claims what was written; the cursor can go on.</summary>
    internal void Complete()
    {
        _output.Advance((int)Unsafe.ByteOffset(ref _start, ref _next));
        SetBlock(default);
    }

    private readonly bool EndsInComma => !Unsafe.AreSame(ref _next, ref _start) && Unsafe.Add(ref _next, -1) == ',';

    private readonly int Free => (int)Unsafe.ByteOffset(in _next, in _end);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NextBlock(int length)
    {
        Complete();
        SetBlock(_output.GetSpan(Math.Max(length, MinimumBlock)));
    }

    private void SetBlock(Span<byte> block)
    {
        _start = ref MemoryMarshal.GetReference(block);
        _next = ref _start;
        _end = ref Unsafe.Add(ref _start, block.Length);
    }
}
