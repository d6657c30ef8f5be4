using System.Runtime.CompilerServices;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>A format with what stands around its values: how arrays and records alike write a fixed-width value.</summary>
internal struct FramedFormat<T, TFormat>(ValueFrame frame, TFormat format)
    where T : unmanaged
    where TFormat : struct, IValueFormat<T>
{
    // Room in which the frame and the digits may be written as whole registers.
    private const int Slack = 32;

    private readonly int _maxLength = frame.Length + format.MaxLength + Slack;
    private TFormat _format = format;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ref Utf8Output output, T value)
    {
        var destination = output.Reserve(_maxLength);
        var length = frame.Open(destination);
        length += _format.Write(value, destination[length..]);
        length += frame.Close(destination[length..]);
        output.Advance(length);
    }
}
