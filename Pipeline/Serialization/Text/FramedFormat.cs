using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>A format with what stands around its values: how arrays and records alike write a fixed-width value.</summary>
internal struct FramedFormat<T, TFormat>(ValueFrame frame, TFormat format)
    where T : unmanaged
    where TFormat : struct, IValueFormat<T>
{
    // With a long frame no room is enough, so that one comparison tells both.
    private readonly int _room = frame.IsShort ? frame.Length + format.MaxLength + ValueFrame.Slack : int.MaxValue;
    private TFormat _format = format;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ref Utf8Output output, T value)
    {
        if (!output.HasRoom(_room))
        {
            WriteParts(ref output, value);
            return;
        }

        ref var start = ref output.Next;
        var length = frame.Open(ref start);
        length += _format.Write(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, length), _room - length));
        length += frame.Close(ref Unsafe.Add(ref start, length));
        output.Advance(length);
    }

    // Called last and for nothing else, so that what is around it has no register to save.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteParts(ref Utf8Output output, T value)
    {
        output.Append(frame.Before);
        output.Advance(_format.Write(value, output.Reserve(_format.MaxLength + ValueFrame.Slack)));
        output.Append(frame.After);
    }
}
