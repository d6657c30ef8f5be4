using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// What stands around the values of a column: in CSV the delimiter and perhaps quotes, in JSON the key, the comma and perhaps
/// quotes. A null is written as <see cref="Null"/> alone.
/// </summary>
internal sealed class ValueFrame
{
    // What is short is copied as a whole register, with whatever stands behind it.
    private readonly Vector256<byte> _before;
    private readonly ulong _after;

    public ValueFrame(byte[] before, byte[] after, byte[] nullText)
    {
        Before = before;
        After = after;
        Null = nullText;
        Length = before.Length + after.Length;
        Span<byte> padded = stackalloc byte[Vector256<byte>.Count];
        padded.Clear();
        before.AsSpan(0, Math.Min(before.Length, padded.Length)).CopyTo(padded);
        _before = Vector256.Create(padded);
        padded.Clear();
        after.AsSpan(0, Math.Min(after.Length, sizeof(ulong))).CopyTo(padded);
        _after = BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }

    /// <summary>Nothing around the value: for a column whose text is looked at before it is written.</summary>
    public static ValueFrame Bare { get; } = new([], [], []);

    public byte[] Before { get; }

    public byte[] After { get; }

    public byte[] Null { get; }

    public int Length { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Open(Span<byte> destination)
    {
        var length = Before.Length;
        if (length > Vector256<byte>.Count || destination.Length < Vector256<byte>.Count)
            Before.CopyTo(destination);
        else if (length > 0)
            _before.StoreUnsafe(ref MemoryMarshal.GetReference(destination));

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Close(Span<byte> destination)
    {
        if (After.Length > sizeof(ulong) || destination.Length < sizeof(ulong))
            After.CopyTo(destination);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(destination, _after);

        return After.Length;
    }
}
