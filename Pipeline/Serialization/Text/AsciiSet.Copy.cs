using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text;

internal sealed partial class AsciiSet
{
    /// <summary>
    /// Copies UTF-8 to <paramref name="destination"/>, where there is room for as many bytes, if none of it is in the set. If not, what is written
    /// there is of no use.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCopy(ReadOnlySpan<byte> text, ref byte destination)
    {
        ref var source = ref MemoryMarshal.GetReference(text);
        return text.Length >= Half ? TryCopyMany(ref source, ref destination, text.Length) : TryCopyFew(ref source, ref destination, text.Length);
    }

    // The last block overlaps the one before it, and so below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCopyMany(ref byte source, ref byte target, int length)
    {
        if (length < Whole)
            return TryCopyHalf(ref source, ref target) & TryCopyHalf(ref Unsafe.Add(ref source, length - Half), ref Unsafe.Add(ref target, length - Half));

        var last = length - Whole;
        for (var position = 0; position < last; position += Whole)
            if (!TryCopyWhole(ref Unsafe.Add(ref source, position), ref Unsafe.Add(ref target, position)))
                return false;

        return TryCopyWhole(ref Unsafe.Add(ref source, last), ref Unsafe.Add(ref target, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCopyWhole(ref byte source, ref byte target)
    {
        var bytes = Vector256.LoadUnsafe(ref source);
        bytes.StoreUnsafe(ref target);
        var columns = Vector256.ShuffleNative(_rows, bytes & Vector256.Create((byte)15));
        var bits = Vector256.ShuffleNative(Vector256.Create(Powers, Powers), (bytes >> 4) & Vector256.Create((byte)15));
        return (columns & bits) == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCopyHalf(ref byte source, ref byte target)
    {
        var bytes = Vector128.LoadUnsafe(ref source);
        bytes.StoreUnsafe(ref target);
        return !ContainsAny(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCopyFew(ref byte source, ref byte target, int length)
    {
        if (length >= Quarter)
        {
            var (first, last) = (Unsafe.ReadUnaligned<ulong>(ref source), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - Quarter)));
            Unsafe.WriteUnaligned(ref target, first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - Quarter), last);
            return !ContainsAny(Vector128.Create(first, last).AsByte());
        }

        if (length >= Eighth)
        {
            var (first, last) = (Unsafe.ReadUnaligned<uint>(ref source), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, length - Eighth)));
            Unsafe.WriteUnaligned(ref target, first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - Eighth), last);
            return !ContainsAny(Vector128.Create(first | ((ulong)last << 32)).AsByte());
        }

        return TryCopyEach(ref source, ref target, length);
    }

    // Of one to three bytes the first, the middle and the last are all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCopyEach(ref byte source, ref byte target, int length)
    {
        if (length == 0)
            return true;

        var (middle, last) = (length >> 1, length - 1);
        var (first, second, third) = (source, Unsafe.Add(ref source, middle), Unsafe.Add(ref source, last));
        target = first;
        Unsafe.Add(ref target, middle) = second;
        Unsafe.Add(ref target, last) = third;
        return !(IsMember(first) | IsMember(second) | IsMember(third));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ContainsAny(Vector128<byte> bytes)
    {
        var columns = Vector128.ShuffleNative(_rows.GetLower(), bytes & Vector128.Create((byte)15));
        var bits = Vector128.ShuffleNative(Powers, (bytes >> 4) & Vector128.Create((byte)15));
        return (columns & bits) != Vector128<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsMember(byte value) => value < _members.Length && _members[value];
}
