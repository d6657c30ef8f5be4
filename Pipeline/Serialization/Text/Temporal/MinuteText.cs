using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>The text <c>yyyy-MM-ddTHH:mm:</c> of the minute that was written last: neighbouring rows often share it.</summary>
internal struct MinuteText
{
    public const int MaxLength = CivilDate.MaxLength + 7;

    private const int MinutesPerDay = 1_440;

    private Buffer _text;
    private DayText _day;
    private int _length;
    private long _minute;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(long minute, Span<byte> destination)
    {
        if (minute != _minute || _length == 0)
            Set(minute);

        if (_length > Vector256<byte>.Count || destination.Length < Vector256<byte>.Count)
            ((ReadOnlySpan<byte>)_text)[.._length].CopyTo(destination);
        else
            Vector256.LoadUnsafe(ref _text[0]).StoreUnsafe(ref MemoryMarshal.GetReference(destination));

        return _length;
    }

    private void Set(long minute)
    {
        Span<byte> text = _text;
        var (day, minuteOfDay) = TimeScales.FloorDivide(minute, MinutesPerDay);
        var length = _day.Write(day, text);
        text[length] = (byte)'T';
        length += 1 + ClockText.WriteMinute((int)minuteOfDay, text[(length + 1)..]);
        (_minute, _length) = (minute, length);
    }

    [InlineArray(MaxLength)]
    private struct Buffer
    {
        private byte _first;
    }
}
