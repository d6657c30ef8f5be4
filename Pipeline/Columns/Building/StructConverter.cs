using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Records within records. Under a null stand the values of another row.</summary>
internal sealed class StructConverter<T>(bool isNullable) : ColumnConverter<T?>(new StructType(T.Schema.FieldsList), isNullable)
    where T : IRecordColumns<T>
{
    // A value of its own would have to satisfy the columns of the record.
    internal override bool TryGetBlank(out T? blank)
    {
        blank = default;
        return false;
    }

    internal override MemberText<T?> CreateText(ITextMaker maker) => maker.Struct<T>();

    internal override ArrayData Build(ReadOnlySpan<T?> values)
    {
        var bits = NullBits.Of(values, IsNullable, out var nulls);
        try
        {
            var children = nulls == values.Length && nulls > 0
                ? BlankArray.Of(Type, values.Length).Children
                : BuildChildren(values, nulls);
            return new(Type, values.Length, nulls, 0, [bits], children);
        }
        catch
        {
            bits.Dispose();
            throw;
        }
    }

    internal override bool CanRead(IArrowType type) => type is StructType;

    internal override void ReadValues(ArrayData data, Span<T?> values)
    {
        var type = (StructType)data.DataType;
        var rows = new List<int>(values.Length);
        var valid = new RowValidity(data);
        for (var i = 0; i < values.Length; i++)
            if (valid[data.Offset + i])
                rows.Add(i);

        var arrays = new IArrowArray[type.Fields.Count];
        for (var i = 0; i < arrays.Length; i++)
            arrays[i] = ArrowArrayFactory.BuildArray(RowGather.Take(
                CheckedData.ChildRows("", data, i, data.Offset, values.Length).Data.Slice(data.Offset, values.Length),
                RowSelection.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows))));

        using var batch = new RecordBatch(new Schema(type.Fields, null), arrays, rows.Count);
        try
        {
            var read = T.Read(batch);
            for (var i = 0; i < read.Length; i++)
                values[rows[i]] = read[i];
        }
        catch (RecordValueException failure)
        {
            throw failure.Within("", rows[failure.Row]);
        }
    }

    private static ArrayData[] BuildChildren(ReadOnlySpan<T?> values, int nulls)
    {
        if (nulls == 0)
            return ChildrenOf(T.CreateBatch(new(values!)));

        using var indices = new RowValues<int>(values.Length);
        var last = 0;
        while (values[last] is null)
            last++;

        for (var i = 0; i < values.Length; i++)
            indices.Span[i] = last = values[i] is null ? last : i;

        return ChildrenOf(T.CreateBatch(new(values!, indices.Span)));
    }

    // The batch is not disposed: the struct takes its arrays over.
    private static ArrayData[] ChildrenOf(RecordBatch batch) => [.. batch.Arrays.Select(array => array.Data)];
}
