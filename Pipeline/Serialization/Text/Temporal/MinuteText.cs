using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>The text <c>yyyy-MM-ddTHH:mm:</c> of one minute: neighbouring rows often share it.</summary>
internal struct MinuteText
{
    public const int MaxLength = CivilDate.MaxLength + 7;

    private const int MinutesPerDay = 1_440;

    private Buffer _text;
    private DayText _day;
    private int _length;

    public void Set(long minute)
    {
        Span<byte> text = _text;
        var (day, minuteOfDay) = TimeScales.FloorDivide(minute, MinutesPerDay);
        var length = _day.Write(day, text);
        text[length] = (byte)'T';
        _length = length + 1 + ClockText.WriteMinute((int)minuteOfDay, text[(length + 1)..]);
    }

    /// <summary>Writes the text into room for <see cref="MaxLength"/> bytes and more, and returns its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Write(ref byte destination)
    {
        var length = _length;
        if (length > Vector256<byte>.Count)
            ((ReadOnlySpan<byte>)_text)[..length].CopyTo(MemoryMarshal.CreateSpan(ref destination, length));
        else
            Vector256.LoadUnsafe(in Unsafe.As<Buffer, byte>(ref Unsafe.AsRef(in _text))).StoreUnsafe(ref destination);

        return length;
    }

    [InlineArray(MaxLength)]
    private struct Buffer
    {
        private byte _first;
    }
}
