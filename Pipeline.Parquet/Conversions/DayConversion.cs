using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>Milliseconds of date64 to the days that they are in.</summary>
internal sealed class DayConversion() : ColumnConversion(Date32Type.Default)
{
    private const long MillisecondsPerDay = 86_400_000;

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var (start, end) = (data.Offset, data.Offset + data.Length);
        var milliseconds = MemoryMarshal.Cast<byte, long>(data.Buffers[1].Span);
        var result = new byte[end * sizeof(int)];
        var days = MemoryMarshal.Cast<byte, int>(result.AsSpan());
        var valid = new RowValidity(data);
        for (var i = start; i < end; i++)
        {
            var day = Math.DivRem(milliseconds[i], MillisecondsPerDay, out var rest) - (rest < 0 ? 1 : 0);
            if (day != (int)day && valid[i])
                throw new InvalidDataException($"holds a date of {milliseconds[i]} ms from 1970, in row {i - start} of an array, which date32 cannot hold.");

            days[i] = (int)day;
        }

        return WithValues(data, result);
    }
}
