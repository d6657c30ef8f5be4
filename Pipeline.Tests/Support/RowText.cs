using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Arrays;

namespace DataflowWrite.Tests.Support;

/// <summary>A text for one row of an array of any type, read value by value through Arrow's own accessors: a model for kernels.</summary>
internal static class RowText
{
    private const string Null = "null";

    public static string[] Of(RecordBatch batch)
        => [.. Enumerable.Range(0, batch.Length).Select(row => string.Join('|', batch.Arrays.Select(array => Of(array, row))))];

    public static string[] Of(IArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(row => Of(array, row))];

    public static string Of(IArrowArray array, int row) => array switch
    {
        NullArray => Null,
        ExtensionArray a => Of(a.Storage, row),
        SparseUnionArray a => $"{a.TypeIds[row]}:{Of(a.Fields[a.TypeIds[row]], row)}",
        DenseUnionArray a => $"{a.TypeIds[row]}:{Of(a.Fields[a.TypeIds[row]], a.ValueOffsets[row])}",
        RunEndEncodedArray a => Of(a.Values, a.FindPhysicalIndex(row)),
        _ when array.IsNull(row) => Null,
        DictionaryArray a => Of(a.Dictionary, int.Parse(Of(a.Indices, row), CultureInfo.InvariantCulture)),
        BooleanArray a => $"{a.GetValue(row)}",
        BinaryArray a => Convert.ToHexString(a.GetBytes(row)),
        LargeBinaryArray a => Convert.ToHexString(a.GetBytes(row)),
        BinaryViewArray a => Convert.ToHexString(a.GetBytes(row)),
        FixedSizeBinaryArray a => Convert.ToHexString(a.GetBytes(row)),
        MapArray a => List(a.KeyValues, a.ValueOffsets[row], a.ValueOffsets[row + 1]),
        ListArray a => List(a.Values, a.ValueOffsets[row], a.ValueOffsets[row + 1]),
        LargeListArray a => List(a.Values, (int)a.ValueOffsets[row], (int)a.ValueOffsets[row + 1]),
        ListViewArray a => List(a.Values, a.ValueOffsets[row], a.ValueOffsets[row] + a.Sizes[row]),
        LargeListViewArray a => List(a.Values, (int)a.ValueOffsets[row], (int)(a.ValueOffsets[row] + a.Sizes[row])),
        FixedSizeListArray a => FixedList(a, row),
        StructArray a => $"{{{string.Join(';', a.Fields.Select(field => Of(field, row)))}}}",
        _ => Primitive(array, row),
    };

    private static string List(IArrowArray values, int start, int end)
        => $"[{string.Join(',', Enumerable.Range(start, end - start).Select(i => Of(values, i)))}]";

    private static string FixedList(FixedSizeListArray array, int row)
    {
        var size = ((Apache.Arrow.Types.FixedSizeListType)array.Data.DataType).ListSize;
        return List(array.Values, (array.Offset + row) * size, (array.Offset + row + 1) * size);
    }

    private static string Primitive(IArrowArray array, int row) => array switch
    {
        Int8Array a => Number(a.Values[row]),
        Int16Array a => Number(a.Values[row]),
        Int32Array a => Number(a.Values[row]),
        Int64Array a => Number(a.Values[row]),
        UInt8Array a => Number(a.Values[row]),
        UInt16Array a => Number(a.Values[row]),
        UInt32Array a => Number(a.Values[row]),
        UInt64Array a => Number(a.Values[row]),
        HalfFloatArray a => Number(a.Values[row]),
        FloatArray a => Number(a.Values[row]),
        DoubleArray a => Number(a.Values[row]),
        Date32Array a => Number(a.Values[row]),
        Date64Array a => Number(a.Values[row]),
        Time32Array a => Number(a.Values[row]),
        Time64Array a => Number(a.Values[row]),
        TimestampArray a => Number(a.Values[row]),
        DurationArray a => Number(a.Values[row]),
        YearMonthIntervalArray a => $"{a.Values[row].Months}",
        DayTimeIntervalArray a => $"{a.Values[row].Days}d{a.Values[row].Milliseconds}",
        MonthDayNanosecondIntervalArray a => $"{a.Values[row].Months}m{a.Values[row].Days}d{a.Values[row].Nanoseconds}",
        _ => throw new NotSupportedException(array.GetType().Name),
    };

    private static string Number<T>(T value)
        where T : INumber<T>
        => value.ToString(null, CultureInfo.InvariantCulture);
}
