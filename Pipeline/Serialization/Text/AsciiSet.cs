using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// A set of ASCII characters, and the copy of UTF-16 to UTF-8 that stops at them: texts without them are narrowed and searched in one pass.
/// </summary>
internal sealed class AsciiSet
{
    private const int Half = 8;
    private const int Quarter = 4;

    // Bit n of byte m stands for the character n × 16 + m, so that two table lookups tell sixteen characters at once.
    private readonly Vector128<byte> _rows;
    private readonly bool[] _members = new bool[128];

    public AsciiSet(ReadOnlySpan<byte> members)
    {
        Span<byte> rows = stackalloc byte[Vector128<byte>.Count];
        rows.Clear();
        foreach (var member in members)
        {
            rows[member & 15] |= (byte)(1 << (member >> 4));
            _members[member] = true;
        }

        _rows = Vector128.Create(rows);
    }

    /// <summary>
    /// Writes a text at the start of <paramref name="destination"/>, which is at least as long, if all of it is ASCII and none of it in the
    /// set. If not, what is written there is of no use.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length > destination.Length)
            return false;

        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref MemoryMarshal.GetReference(destination);
        return text.Length >= Half ? TryNarrowBlocks(ref source, ref target, text.Length) : TryNarrowFew(ref source, ref target, text.Length);
    }

    // The last block overlaps the one before it.
    private bool TryNarrowBlocks(ref ushort source, ref byte target, int length)
    {
        if (length < Vector128<byte>.Count)
            return TryNarrowTwo(ref source, ref target, length);

        var last = length - Vector128<byte>.Count;
        for (var position = 0; position < last; position += Vector128<byte>.Count)
            if (!TryNarrowBlock(ref source, ref target, position))
                return false;

        return TryNarrowBlock(ref source, ref target, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowBlock(ref ushort source, ref byte target, int position)
    {
        var low = Vector128.LoadUnsafe(ref source, (nuint)position);
        var high = Vector128.LoadUnsafe(ref source, (nuint)(position + Half));
        if (!TryNarrow(low, high, out var bytes))
            return false;

        bytes.StoreUnsafe(ref target, (nuint)position);
        return true;
    }

    private bool TryNarrowTwo(ref ushort source, ref byte target, int length)
    {
        var low = Vector128.LoadUnsafe(ref source);
        var high = Vector128.LoadUnsafe(ref source, (nuint)(length - Half));
        if (!TryNarrow(low, high, out var bytes))
            return false;

        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64()[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - Half), bytes.AsUInt64()[1]);
        return true;
    }

    private bool TryNarrowFew(ref ushort source, ref byte target, int length)
    {
        if (length < Quarter)
            return TryNarrowEach(ref source, ref target, length);

        var low = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref source));
        var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, length - Quarter)));
        var both = Vector128.Create(low, high).AsUInt16();
        if (!TryNarrow(both, both, out var bytes))
            return false;

        Unsafe.WriteUnaligned(ref target, bytes.AsUInt32()[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - Quarter), bytes.AsUInt32()[1]);
        return true;
    }

    // Of one to three characters the first, the middle and the last are all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowEach(ref ushort source, ref byte target, int length)
    {
        if (length == 0)
            return true;

        int first = source, middle = Unsafe.Add(ref source, length >> 1), last = Unsafe.Add(ref source, length - 1);
        var members = _members;
        if ((first | middle | last) >= members.Length || members[first] | members[middle] | members[last])
            return false;

        target = (byte)first;
        Unsafe.Add(ref target, length >> 1) = (byte)middle;
        Unsafe.Add(ref target, length - 1) = (byte)last;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrow(Vector128<ushort> low, Vector128<ushort> high, out Vector128<byte> bytes)
    {
        bytes = Vector128.Narrow(low, high);
        var nibble = Vector128.Create((byte)15);
        var powers = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
        var columns = Vector128.ShuffleNative(_rows, bytes & nibble);
        var bits = Vector128.ShuffleNative(powers, (bytes >> 4) & nibble);
        var wide = (low | high) & Vector128.Create((ushort)0xFF80);
        return ((columns & bits) | wide.AsByte()) == Vector128<byte>.Zero;
    }
}
