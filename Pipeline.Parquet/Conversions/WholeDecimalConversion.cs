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
        var (start, end) = (data.Offset, data.Offset + data.Length);
        var width = ((FixedSizeBinaryType)Target).ByteWidth;
        var unscaled = data.Buffers[1].Span;
        var result = new byte[end * width];
        var valid = new RowValidity(data);
        for (var i = start; i < end; i++)
        {
            if (!valid[i])
                continue;

            var value = new BigInteger(unscaled.Slice(i * _sourceWidth, _sourceWidth)) * _factor;
            var slot = result.AsSpan(i * width, width);
            slot.Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
            if (!value.TryWriteBytes(slot, out _))
                throw new InvalidDataException($"holds a decimal with more digits than its precision, in row {i - start} of an array.");
        }

        return WithValues(data, result);
    }

    private static IArrowType TargetOf(int precision) => precision <= 38 ? new Decimal128Type(precision, 0) : new Decimal256Type(precision, 0);
}
