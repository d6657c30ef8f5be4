using Apache.Arrow;
using Apache.Arrow.Types;
using Parquet;
using Parquet.Schema;
using Field = Apache.Arrow.Field;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>A column as Parquet.Net takes it.</summary>
internal abstract class ParquetNetColumn(DataField field)
{
    public DataField Field { get; } = field;

    public static ParquetNetColumn Of(Field field, IReadOnlyList<IArrowArray> chunks) => field.DataType switch
    {
        var type when ColumnText.IsText(type) => new ParquetNetText(
            new(field.Name, typeof(string), field.IsNullable), [.. Rows<IArrowArray, string?>(chunks, ColumnText.At)]),
        BooleanType => Values<BooleanArray, bool>(field, chunks, (array, i) => array.GetValue(i)),
        Int16Type => Values<Int16Array, short>(field, chunks, (array, i) => array.GetValue(i)),
        Int32Type => Values<Int32Array, int>(field, chunks, (array, i) => array.GetValue(i)),
        Int64Type => Values<Int64Array, long>(field, chunks, (array, i) => array.GetValue(i)),
        DoubleType => Values<DoubleArray, double>(field, chunks, (array, i) => array.GetValue(i)),
        Decimal128Type type => Values<Decimal128Array, decimal>(
            new DecimalDataField(field.Name, type.Precision, type.Scale, isNullable: field.IsNullable), chunks, (array, i) => array.GetValue(i)),
        Date32Type => Values<Date32Array, DateTime>(
            new DateTimeDataField(field.Name, DateTimeFormat.Date, isNullable: field.IsNullable), chunks, (array, i) => array.GetDateTime(i)),
        TimestampType type => Values<TimestampArray, DateTime>(
            new DateTimeDataField(
                field.Name, DateTimeFormat.Timestamp, type.Timezone is not null, DateTimeTimeUnit.Micros, isNullable: field.IsNullable),
            chunks,
            (array, i) => array.GetTimestamp(i)?.UtcDateTime),
        var other => throw new NotSupportedException($"Column {field.Name} is of type {other.Name}."),
    };

    public abstract Task WriteAsync(ParquetRowGroupWriter group, int start, int count);

    private static ParquetNetColumn Values<TArray, T>(Field field, IReadOnlyList<IArrowArray> chunks, Func<TArray, int, T?> value)
        where TArray : IArrowArray
        where T : struct
        => Values(new DataField(field.Name, typeof(T), field.IsNullable), chunks, value);

    private static ParquetNetColumn Values<TArray, T>(DataField field, IReadOnlyList<IArrowArray> chunks, Func<TArray, int, T?> value)
        where TArray : IArrowArray
        where T : struct
    {
        var rows = Rows(chunks, value);
        return field.IsNullable ? new ParquetNetOptionals<T>(field, [.. rows]) : new ParquetNetValues<T>(field, [.. rows.Select(row => row!.Value)]);
    }

    private static IEnumerable<T> Rows<TArray, T>(IReadOnlyList<IArrowArray> chunks, Func<TArray, int, T> value)
        where TArray : IArrowArray
    {
        foreach (var chunk in chunks)
            for (var i = 0; i < chunk.Length; i++)
                yield return value((TArray)chunk, i);
    }
}
