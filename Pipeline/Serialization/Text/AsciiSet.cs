using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// A set of ASCII characters, and copies that stop at them, of UTF-16 to UTF-8 and of UTF-8: texts without them are copied and searched in one pass.
/// </summary>
internal sealed partial class AsciiSet
{
    private const int Whole = 32;
    private const int Half = 16;
    private const int Quarter = 8;
    private const int Eighth = 4;

    // Bit n of byte m stands for the character n × 16 + m, so that two table lookups tell many characters at once.
    private readonly Vector256<byte> _rows;
    private readonly bool[] _members = new bool[128];

    public AsciiSet(ReadOnlySpan<byte> members)
    {
        Span<byte> rows = stackalloc byte[Vector256<byte>.Count];
        rows.Clear();
        foreach (var member in members)
        {
            rows[member & 15] |= (byte)(1 << (member >> 4));
            _members[member] = true;
        }

        rows[..Half].CopyTo(rows[Half..]);
        _rows = Vector256.Create(rows);
    }

    /// <summary>
    /// Writes a text to <paramref name="destination"/>, where there is room for as many bytes, if all of it is ASCII and none of it in the set. If
    /// not, what is written there is of no use.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNarrow(ReadOnlySpan<char> text, ref byte destination)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        return text.Length >= Half ? TryNarrowMany(ref source, ref destination, text.Length) : TryNarrowFew(ref source, ref destination, text.Length);
    }

    // The last block overlaps the one before it, and so below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowMany(ref ushort source, ref byte target, int length)
    {
        if (length <= Whole)
            return TryNarrowHalf(ref source, ref target) && TryNarrowHalf(ref Unsafe.Add(ref source, length - Half), ref Unsafe.Add(ref target, length - Half));

        var last = length - Whole;
        for (var position = 0; position < last; position += Whole)
            if (!TryNarrowWhole(ref Unsafe.Add(ref source, position), ref Unsafe.Add(ref target, position)))
                return false;

        return TryNarrowWhole(ref Unsafe.Add(ref source, last), ref Unsafe.Add(ref target, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowWhole(ref ushort source, ref byte target)
    {
        if (!Avx2.IsSupported)
            return TryNarrowHalf(ref source, ref target) && TryNarrowHalf(ref Unsafe.Add(ref source, Half), ref Unsafe.Add(ref target, Half));

        const byte LanesInOrder = 0b11_01_10_00;
        var low = Vector256.LoadUnsafe(ref source);
        var high = Vector256.LoadUnsafe(ref source, Half);
        var bytes = Avx2.Permute4x64(Avx2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()).AsInt64(), LanesInOrder).AsByte();
        bytes.StoreUnsafe(ref target);
        var columns = Avx2.Shuffle(_rows, bytes & Vector256.Create((byte)15));
        var bits = Avx2.Shuffle(Vector256.Create(Powers, Powers), (bytes >> 4) & Vector256.Create((byte)15));
        var wide = (low | high) & Vector256.Create((ushort)0xFF80);
        return ((columns & bits) | wide.AsByte()) == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowHalf(ref ushort source, ref byte target)
    {
        var isNarrow = TryNarrow(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, Quarter), out var bytes);
        bytes.StoreUnsafe(ref target);
        return isNarrow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowFew(ref ushort source, ref byte target, int length)
    {
        if (length >= Quarter)
            return TryNarrowQuarters(ref source, ref target, length - Quarter);

        return length >= Eighth ? TryNarrowEighths(ref source, ref target, length - Eighth) : TryNarrowEach(ref source, ref target, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowQuarters(ref ushort source, ref byte target, int rest)
    {
        var isNarrow = TryNarrow(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)rest), out var bytes);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64()[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, rest), bytes.AsUInt64()[1]);
        return isNarrow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowEighths(ref ushort source, ref byte target, int rest)
    {
        var low = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref source));
        var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, rest)));
        var both = Vector128.Create(low, high).AsUInt16();
        var isNarrow = TryNarrow(both, both, out var bytes);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt32()[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, rest), bytes.AsUInt32()[1]);
        return isNarrow;
    }

    // Of one to three characters the first, the middle and the last are all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrowEach(ref ushort source, ref byte target, int length)
    {
        if (length == 0)
            return true;

        var (middle, last) = (length >> 1, length - 1);
        uint first = source, second = Unsafe.Add(ref source, middle), third = Unsafe.Add(ref source, last);
        target = (byte)first;
        Unsafe.Add(ref target, middle) = (byte)second;
        Unsafe.Add(ref target, last) = (byte)third;
        return !(Contains(first) | Contains(second) | Contains(third));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Contains(uint character) => character >= _members.Length || _members[character];

    private static Vector128<byte> Powers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNarrow(Vector128<ushort> low, Vector128<ushort> high, out Vector128<byte> bytes)
    {
        bytes = Sse2.IsSupported ? Sse2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()) : Vector128.Narrow(low, high);
        var columns = Vector128.ShuffleNative(_rows.GetLower(), bytes & Vector128.Create((byte)15));
        var bits = Vector128.ShuffleNative(Powers, (bytes >> 4) & Vector128.Create((byte)15));
        var wide = (low | high) & Vector128.Create((ushort)0xFF80);
        return ((columns & bits) | wide.AsByte()) == Vector128<byte>.Zero;
    }
}
