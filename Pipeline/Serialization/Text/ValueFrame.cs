using System.Runtime.CompilerServices;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// What stands around the values of a column: in CSV the delimiter and perhaps quotes, in JSON the key, the comma and perhaps
/// quotes. A null is written as <paramref name="Null"/> alone.
/// </summary>
internal sealed record ValueFrame(byte[] Before, byte[] After, byte[] Null)
{
    /// <summary>Nothing around the value: for a column whose text is looked at before it is written.</summary>
    public static ValueFrame Bare { get; } = new([], [], []);

    public int Length => Before.Length + After.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Open(Span<byte> destination) => Copy(Before, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Close(Span<byte> destination) => Copy(After, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Copy(byte[] bytes, Span<byte> destination)
    {
        if (bytes.Length == 1)
            destination[0] = bytes[0];
        else if (bytes.Length > 1)
            bytes.CopyTo(destination);

        return bytes.Length;
    }
}
