namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Unsigned JSON integers, as strings beyond 2^53, where readers that use doubles lose digits.</summary>
internal readonly struct SafeUnsignedFormat : IValueFormat<ulong>
{
    private const ulong MaxExact = 1UL << 53;

    public int MaxLength => Digits.MaxLength64 + 2;

    public int Write(ulong value, Span<byte> destination)
    {
        if (value <= MaxExact)
            return Digits.Write(value, destination);

        destination[0] = (byte)'"';
        var length = 1 + Digits.Write(value, destination[1..]);
        destination[length] = (byte)'"';
        return length + 1;
    }
}
