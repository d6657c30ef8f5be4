using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>Seconds, which Parquet does not have, to milliseconds.</summary>
internal sealed class MillisecondConversion<T>(IArrowType target) : ColumnConversion(target)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly T Factor = T.CreateChecked(1_000);

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var lead = LeadOf(data);
        var (min, max) = (T.MinValue / Factor, T.MaxValue / Factor);
        var seconds = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var result = new byte[(lead + data.Length) * Unsafe.SizeOf<T>()];
        var milliseconds = MemoryMarshal.Cast<byte, T>(result.AsSpan())[lead..];
        var valid = new RowValidity(data);
        for (var i = 0; i < seconds.Length; i++)
        {
            if ((seconds[i] < min || seconds[i] > max) && valid[data.Offset + i])
                throw new InvalidDataException(
                    $"holds {seconds[i]} seconds, in row {i} of an array, which Parquet cannot hold in its milliseconds; leave such rows out.");

            milliseconds[i] = unchecked(seconds[i] * Factor);
        }

        return WithBuffers(data, result);
    }
}
