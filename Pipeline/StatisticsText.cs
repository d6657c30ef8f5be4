using System.Buffers;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns.Building;
using DataflowWrite.Columns.Statistics;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite;

/// <summary>Statistics as users get them: values as the texts that CSV has for them.</summary>
internal static class StatisticsText
{
    private static readonly ScalarStyles Styles = new() { NonFinite = new("NaN"u8, "inf"u8, "-inf"u8) };

    public static ColumnStatistics Of(ColumnSummary summary) => new()
    {
        Name = summary.Name,
        NullCount = summary.NullCount,
        Min = ValueOf(summary.ValueType, summary.Min),
        Max = ValueOf(summary.ValueType, summary.Max),
    };

    private static StatisticValue? ValueOf(IArrowType type, ColumnBound? bound)
        => bound is null ? null : new() { Text = TextOf(type, bound.Bytes), IsExact = bound.IsExact };

    private static string TextOf(IArrowType type, byte[] bytes) => ScalarColumns.KindOf(type) switch
    {
        ScalarKind.Text => Encoding.UTF8.GetString(bytes),
        ScalarKind.Code when type is not GuidType => Convert.ToHexStringLower(bytes),
        _ => Print(type, bytes),
    };

    private static string Print(IArrowType type, byte[] bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        var text = new Utf8Output(output);
        var pins = new BufferPins();
        var column = ColumnOf(type);
        try
        {
            column.Bind(new ArrayData(type, 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(bytes)]), pins);
            column.Write(ref text, 0);
        }
        finally
        {
            pins.Release();
        }

        text.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    // A format that keeps instants takes time zones that are not known here, where the text is to show them.
    private static ColumnWriter ColumnOf(IArrowType type)
    {
        try
        {
            return ScalarColumns.Create("", type, ValueFrame.Bare, Styles);
        }
        catch (NotSupportedException) when (type is TimestampType)
        {
            return ScalarColumns.Create("", new TimestampType(((TimestampType)type).Unit, "UTC"), ValueFrame.Bare, Styles);
        }
    }
}
