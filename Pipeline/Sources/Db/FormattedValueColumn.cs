using System.Globalization;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Numbers and identifiers that are declared as strings.</summary>
internal sealed class FormattedValueColumn<T>() : OffsetValueColumn<T>(StringType.Default)
    where T : IUtf8SpanFormattable
{
    private const int FirstRoom = 64;

    protected override bool TryWrite(T value, GrowingBuffer output)
    {
        var room = FirstRoom;
        int written;
        while (!value.TryFormat(output.Reserve(room), out written, default, CultureInfo.InvariantCulture))
            room *= 2;

        output.Advance(written);
        return true;
    }
}
