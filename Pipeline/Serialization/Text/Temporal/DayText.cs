using System.Runtime.CompilerServices;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>The text of the day that was written last: neighbouring rows mostly share it.</summary>
internal struct DayText
{
    private Buffer _text;
    private int _length;
    private long _day;

    public int Write(long day, Span<byte> destination)
    {
        if (day != _day || _length == 0)
        {
            _length = CivilDate.FromEpochDays(day).Write(_text);
            _day = day;
        }

        ((ReadOnlySpan<byte>)_text)[.._length].CopyTo(destination);
        return _length;
    }

    [InlineArray(CivilDate.MaxLength)]
    private struct Buffer
    {
        private byte _first;
    }
}
