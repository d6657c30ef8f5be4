using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;
using static DataflowWrite.Tests.Matrix.ReferenceTime;

namespace DataflowWrite.Tests.Matrix;

/// <summary>
/// What docs/formats.md promises for a value of CSV and JSON Lines with the default options, without any of the library's serializers.
/// </summary>
internal static class ReferenceText
{
    /// <summary>The text of a scalar in CSV before quoting; null where it is null.</summary>
    public static string? Csv(IArrowArray array, int row) => Resolve(ref array, ref row) ? Scalar(array, row) : null;

    /// <summary>A value in JSON, as <see cref="Canonical"/> writes it; null where the value is, and the text null where the page says so.</summary>
    public static string? Json(IArrowArray array, int row)
    {
        if (!Resolve(ref array, ref row))
            return null;

        return array switch
        {
            MapArray a => Map(a, a.ValueOffsets[row], a.ValueOffsets[row + 1]),
            ListArray a => List(a.Values, a.ValueOffsets[row], a.ValueOffsets[row + 1]),
            LargeListArray a => List(a.Values, (int)a.ValueOffsets[row], (int)a.ValueOffsets[row + 1]),
            ListViewArray a => List(a.Values, a.ValueOffsets[row], a.ValueOffsets[row] + a.Sizes[row]),
            LargeListViewArray a => List(a.Values, (int)a.ValueOffsets[row], (int)(a.ValueOffsets[row] + a.Sizes[row])),
            FixedSizeListArray a => FixedList(a, row),
            StructArray a => Struct(a, row),
            HalfFloatArray or FloatArray or DoubleArray => Scalar(array, row) is var text && text is "NaN" or "inf" or "-inf" ? "null" : text,
            _ => IsBare(array) ? Scalar(array, row) : Quoted(Scalar(array, row)),
        };
    }

    /// <summary>A JSON value without the freedoms of JSON's escapes; numbers as they are written.</summary>
    public static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => Quoted(value.GetString()!),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Object =>
            $"{{{string.Join(',', value.EnumerateObject().Select(field => $"{Quoted(field.Name)}:{Canonical(field.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>Follows dictionaries, runs and extensions to the values; whether there is one.</summary>
    private static bool Resolve(ref IArrowArray array, ref int row)
    {
        while (true)
        {
            switch (array)
            {
                case RunEndEncodedArray runs:
                    (array, row) = (runs.Values, runs.FindPhysicalIndex(row));
                    continue;
                case DictionaryArray dictionary when !dictionary.IsNull(row):
                    (array, row) = (dictionary.Dictionary, int.Parse(Scalar(dictionary.Indices, row), CultureInfo.InvariantCulture));
                    continue;
                case NullArray:
                    return false;
                default:
                    return !array.IsNull(row);
            }
        }
    }

    private static bool IsBare(IArrowArray array) => array is BooleanArray or Bool8Array or Int8Array or Int16Array or Int32Array or Int64Array
        or UInt8Array or UInt16Array or UInt32Array or UInt64Array
        || array.Data.DataType is Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type;

    private static string List(IArrowArray values, int start, int end)
        => $"[{string.Join(',', Enumerable.Range(start, end - start).Select(i => Json(values, i) ?? "null"))}]";

    private static string FixedList(FixedSizeListArray array, int row)
    {
        var size = ((FixedSizeListType)array.Data.DataType).ListSize;
        return List(array.Values, (array.Offset + row) * size, (array.Offset + row + 1) * size);
    }

    /// <summary>A field that is null is left out; a float that is not finite is there, as null.</summary>
    private static string Struct(StructArray array, int row)
    {
        var names = ((StructType)array.Data.DataType).Fields;
        var fields = from i in Enumerable.Range(0, names.Count)
                     let value = Json(array.Fields[i], row)
                     where value is not null
                     select $"{Quoted(names[i].Name)}:{value}";
        return $"{{{string.Join(',', fields)}}}";
    }

    private static string Map(MapArray array, int start, int end)
    {
        var entries = Enumerable.Range(start, end - start).Select(i => (Key: Json(array.Keys, i), Value: Json(array.Values, i) ?? "null"));
        return ((MapType)array.Data.DataType).KeyField.DataType is StringType or LargeStringType or StringViewType
            ? $"{{{string.Join(',', entries.Select(entry => $"{entry.Key}:{entry.Value}"))}}}"
            : $"[{string.Join(',', entries.Select(entry => $"{{\"key\":{entry.Key},\"value\":{entry.Value}}}"))}]";
    }

    private static string Scalar(IArrowArray array, int row) => array switch
    {
        GuidArray a => $"{new Guid(((FixedSizeBinaryArray)a.Storage).GetBytes(row), bigEndian: true)}",
        Bool8Array a => ((Int8Array)a.Storage).GetValue(row) != 0 ? "true" : "false",
        BooleanArray a => a.GetValue(row) == true ? "true" : "false",
        Int8Array a => Number(a.Values[row]),
        Int16Array a => Number(a.Values[row]),
        Int32Array a => Number(a.Values[row]),
        Int64Array a => Number(a.Values[row]),
        UInt8Array a => Number(a.Values[row]),
        UInt16Array a => Number(a.Values[row]),
        UInt32Array a => Number(a.Values[row]),
        UInt64Array a => Number(a.Values[row]),
        HalfFloatArray a => Float((float)a.Values[row]),
        FloatArray a => Float(a.Values[row]),
        DoubleArray a => Float(a.Values[row]),
        StringArray a => a.GetString(row),
        LargeStringArray a => a.GetString(row),
        StringViewArray a => a.GetString(row),
        BinaryArray a => Convert.ToHexStringLower(a.GetBytes(row)),
        LargeBinaryArray a => Convert.ToHexStringLower(a.GetBytes(row)),
        BinaryViewArray a => Convert.ToHexStringLower(a.GetBytes(row)),
        _ => Other(array, row),
    };

    // A decimal's array is one of fixed-size binary, so the type is asked and not the array.
    private static string Other(IArrowArray array, int row) => array.Data.DataType switch
    {
        Decimal32Type type => Decimal(Bytes(array, row, type.ByteWidth), type.Scale),
        Decimal64Type type => Decimal(Bytes(array, row, type.ByteWidth), type.Scale),
        Decimal128Type type => Decimal(Bytes(array, row, type.ByteWidth), type.Scale),
        Decimal256Type type => Decimal(Bytes(array, row, type.ByteWidth), type.Scale),
        FixedSizeBinaryType type => Convert.ToHexStringLower(Bytes(array, row, type.ByteWidth)),
        Date32Type => Date(((Date32Array)array).Values[row]),
        Date64Type => ReferenceTime.DateTime(Nanos(((Date64Array)array).Values[row], TimeUnit.Millisecond)),
        Time32Type type => Time(Nanos(((Time32Array)array).Values[row], type.Unit)),
        Time64Type type => Time(Nanos(((Time64Array)array).Values[row], type.Unit)),
        TimestampType type => Timestamp(Nanos(((TimestampArray)array).Values[row], type.Unit), type.Timezone),
        DurationType type => Duration(Nanos(((DurationArray)array).Values[row], type.Unit)),
        _ => Interval(array, row),
    };

    private static string Interval(IArrowArray array, int row) => array switch
    {
        YearMonthIntervalArray a => Period(a.Values[row].Months, 0, 0),
        DayTimeIntervalArray a => Period(0, a.Values[row].Days, Nanos(a.Values[row].Milliseconds, TimeUnit.Millisecond)),
        MonthDayNanosecondIntervalArray a => Period(a.Values[row].Months, a.Values[row].Days, a.Values[row].Nanoseconds),
        _ => throw new NotSupportedException(array.GetType().Name),
    };

    private static ReadOnlySpan<byte> Bytes(IArrowArray array, int row, int width)
        => array.Data.Buffers[1].Span.Slice((array.Data.Offset + row) * width, width);

    private static string Decimal(ReadOnlySpan<byte> bytes, int scale)
    {
        var unscaled = new BigInteger(bytes);
        if (scale <= 0)
            return (unscaled * BigInteger.Pow(10, -scale)).ToString(CultureInfo.InvariantCulture);

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static string Number<T>(T value)
        where T : INumber<T>
        => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The shortest digits, as .NET finds them, with the point where the page says.</summary>
    private static string Float<T>(T value)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
            return T.IsNaN(value) ? "NaN" : T.IsNegative(value) ? "-inf" : "inf";

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text[(text.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (exponent is >= 16 or < -5)
            return shortest.ToLowerInvariant().Replace("e+", "e").Replace("e-0", "e-");

        var plain = shortest.Contains('E')
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : shortest;
        return plain.Contains('.') ? plain : plain + ".0";
    }
}
