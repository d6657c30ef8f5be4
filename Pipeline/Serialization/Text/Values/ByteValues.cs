using System.Diagnostics.CodeAnalysis;

namespace DataflowWrite.Serialization.Text.Values;

internal static class ByteValues
{
    [DoesNotReturn]
    public static void ThrowOutside(long from, long to, long length)
        => throw new InvalidDataException(
            $"A value that reaches from byte {from:N0} to {to:N0} is outside its buffer of {length:N0} bytes;"
            + " the array is damaged.");
}
