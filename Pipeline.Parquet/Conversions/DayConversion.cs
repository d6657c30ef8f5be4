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
        var lead = LeadOf(data);
        var milliseconds = MemoryMarshal.Cast<byte, long>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var result = new byte[(lead + data.Length) * sizeof(int)];
        var days = MemoryMarshal.Cast<byte, int>(result.AsSpan())[lead..];
        var valid = new RowValidity(data);
        for (var i = 0; i < milliseconds.Length; i++)
        {
            var day = Math.DivRem(milliseconds[i], MillisecondsPerDay, out var rest) - (rest < 0 ? 1 : 0);
            if (day != (int)day && valid[data.Offset + i])
                throw new InvalidDataException($"holds a date of {milliseconds[i]} ms from 1970, in row {i} of an array, which date32 cannot hold.");

            days[i] = (int)day;
        }

        return WithBuffers(data, result);
    }
}
