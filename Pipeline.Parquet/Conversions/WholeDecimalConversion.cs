using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>Decimals of a negative scale, which Parquet does not have, to whole numbers with more digits.</summary>
internal sealed class WholeDecimalConversion(DecimalShape source) : ColumnConversion(TargetOf(source.Precision - source.Scale))
{
    private readonly int _sourceWidth = source.Width;
    private readonly BigInteger _factor = BigInteger.Pow(10, -source.Scale);

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var lead = LeadOf(data);
        var width = ((FixedSizeBinaryType)Target).ByteWidth;
        var unscaled = data.Buffers[1].Span[(data.Offset * _sourceWidth)..];
        var result = new byte[(lead + data.Length) * width];
        var valid = new RowValidity(data);
        for (var i = 0; i < data.Length; i++)
        {
            if (!valid[data.Offset + i])
                continue;

            var value = new BigInteger(unscaled.Slice(i * _sourceWidth, _sourceWidth)) * _factor;
            var slot = result.AsSpan((lead + i) * width, width);
            slot.Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
            if (!value.TryWriteBytes(slot, out _))
                throw new InvalidDataException($"holds a decimal with more digits than its precision, in row {i} of an array.");
        }

        return WithBuffers(data, result);
    }

    private static IArrowType TargetOf(int precision) => precision <= 38 ? new Decimal128Type(precision, 0) : new Decimal256Type(precision, 0);
}
