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
    /// <summary>Room behind a value and its frame, so that both may be written as whole registers.</summary>
    public const int Slack = 32;

    // What is short is copied as a whole register, with whatever stands behind it.
    private readonly Vector256<byte> _before;
    private readonly ulong _after;
    private readonly int _beforeLength;
    private readonly int _afterLength;

    public ValueFrame(byte[] before, byte[] after, byte[] nullText)
    {
        Before = before;
        After = after;
        Null = nullText;
        (_beforeLength, _afterLength) = (before.Length, after.Length);
        Span<byte> padded = stackalloc byte[Vector256<byte>.Count];
        padded.Clear();
        before.AsSpan(0, Math.Min(before.Length, padded.Length)).CopyTo(padded);
        _before = Vector256.Create(padded);
        padded.Clear();
        after.AsSpan(0, Math.Min(after.Length, sizeof(ulong))).CopyTo(padded);
        _after = MemoryMarshal.Read<ulong>(padded);
    }

    /// <summary>Nothing around the value: for a column whose text is looked at before it is written.</summary>
    public static ValueFrame Bare { get; } = new([], [], []);

    public byte[] Before { get; }

    public byte[] After { get; }

    public byte[] Null { get; }

    public int Length => _beforeLength + _afterLength;

    /// <summary>Whether <see cref="Open"/> and <see cref="Close"/> can write it.</summary>
    public bool IsShort => _beforeLength <= Vector256<byte>.Count && _afterLength <= sizeof(ulong);

    /// <summary>Writes what stands before a value, into room for it and <see cref="Slack"/>, and returns its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Open(ref byte destination)
    {
        _before.StoreUnsafe(ref destination);
        return _beforeLength;
    }

    /// <summary>The same of what stands after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Close(ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, _after);
        return _afterLength;
    }
}
