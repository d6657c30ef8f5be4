using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// Finds dates and timestamps that Spark 3 refuses to read from files of others, because Spark 2 counted them in another calendar: dates before
/// 1582-10-15 and timestamps before 1900-01-01.
/// </summary>
internal sealed class DateRangeCheck(IReadOnlyList<Field> fields)
{
    private const int DayOfGregorianCalendar = -141_427;
    private const long SecondsOf1900 = -2_208_988_800;

    private readonly bool[] _mayHold = [.. fields.Select(field => MayHold(field.DataType))];

    /// <exception cref="InvalidDataException">A value is too early; the message names its column, and its row in the batch unless it is nested.</exception>
    public void ThrowIfOutOfRange(RecordBatch batch)
    {
        for (var i = 0; i < _mayHold.Length; i++)
            if (_mayHold[i] && Find(batch.Column(i).Data) is var (row, kind))
                throw new InvalidDataException(
                    $"Column '{fields[i].Name}' holds a {kind}{(row is { } number ? $" in row {number.ToString(CultureInfo.InvariantCulture)} of a batch" : "")},"
                    + " which Spark 3 refuses to read; set Compatibility to Latest"
                    + " and, in Spark, spark.sql.parquet.datetimeRebaseModeInRead to CORRECTED, or leave such rows out.");
    }

    private static bool MayHold(IArrowType type) => type switch
    {
        Date32Type or Date64Type or TimestampType => true,
        DictionaryType dictionary => MayHold(dictionary.ValueType),
        ExtensionType extension => MayHold(extension.StorageType),
        NestedType nested => nested.Fields.Any(field => MayHold(field.DataType)),
        _ => false,
    };

    private static (int? Row, string Kind)? Find(ArrayData data) => data.DataType switch
    {
        Date32Type => Find(data, DayOfGregorianCalendar, "date before 1582-10-15"),
        Date64Type => Find(data, DayOfGregorianCalendar * 86_400_000L, "date before 1582-10-15"),
        TimestampType timestamp => Find(data, SecondsOf1900 * PerSecond(timestamp.Unit), "timestamp before 1900-01-01"),
        DictionaryType => FindNested([data.Dictionary]),
        StructType => FindNested(data.Children.Select(child => child.Slice(data.Offset, data.Length))),
        FixedSizeListType { ListSize: var size } => FindNested([data.Children[0].Slice(data.Offset * size, data.Length * size)]),
        ListType or MapType => FindNested([ItemsOf<int>(data)]),
        LargeListType => FindNested([ItemsOf<long>(data)]),
        NestedType => FindNested(data.Children),
        _ => null,
    };

    private static (int? Row, string Kind)? Find<T>(ArrayData data, T first, string kind)
        where T : unmanaged, INumber<T>
    {
        var values = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        for (var row = 0; row < values.Length; row++)
            if (values[row] < first && valid[data.Offset + row])
                return (row, kind);

        return null;
    }

    private static (int? Row, string Kind)? FindNested(IEnumerable<ArrayData> parts)
    {
        foreach (var part in parts)
            if (Find(part) is var (_, kind))
                return (null, kind);

        return null;
    }

    private static ArrayData ItemsOf<TOffset>(ArrayData data)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        if (data.Length == 0)
            return data.Children[0].Slice(0, 0);

        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        var first = int.CreateChecked(offsets[data.Offset]);
        return data.Children[0].Slice(first, int.CreateChecked(offsets[data.Offset + data.Length]) - first);
    }

    private static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };
}
