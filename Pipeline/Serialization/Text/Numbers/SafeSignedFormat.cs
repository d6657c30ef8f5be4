namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Signed JSON integers, as strings beyond 2^53, where readers that use doubles lose digits.</summary>
internal readonly struct SafeSignedFormat : IValueFormat<long>
{
    private const long MaxExact = 1L << 53;

    public int MaxLength => Digits.MaxLength64 + 2;

    public int Write(long value, Span<byte> destination)
    {
        if (value is <= MaxExact and >= -MaxExact)
            return Digits.Write(value, destination);

        destination[0] = (byte)'"';
        var length = 1 + Digits.Write(value, destination[1..]);
        destination[length] = (byte)'"';
        return length + 1;
    }
}
