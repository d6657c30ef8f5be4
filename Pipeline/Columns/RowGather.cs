using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>
/// Copies rows into new arrays that do not depend on the lifetime of their source: buffers are new and freed by disposing the
/// result; a dictionary is retained and shared.
/// </summary>
internal static class RowGather
{
    /// <summary>The rows of a batch, in the order given; a row may be taken more than once.</summary>
    /// <exception cref="OverflowException">A column of the result would not fit into one Arrow buffer; the message names it.</exception>
    public static RecordBatch Take(RecordBatch batch, ReadOnlySpan<int> rows) => Take(batch, RowSelection.Of(rows));

    /// <summary>A range of rows without what else their buffers hold: for a slice that pins a large parent.</summary>
    public static RecordBatch Copy(RecordBatch batch, int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, batch.Length - offset);
        return Take(batch, RowSelection.Range(offset, length));
    }

    /// <summary>The rows of an array, in the order given.</summary>
    public static IArrowArray Take(IArrowArray array, ReadOnlySpan<int> rows)
        => ArrowArrayFactory.BuildArray(Take(array.Data, RowSelection.Of(rows)));

    internal static RecordBatch Take(RecordBatch batch, RowSelection rows)
    {
        var columns = new int[batch.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = i;

        return Take(batch, batch.Schema, columns, rows);
    }

    /// <summary>The rows of some columns; <paramref name="schema"/> describes these.</summary>
    internal static RecordBatch Take(RecordBatch batch, Schema schema, ReadOnlySpan<int> columns, RowSelection rows)
    {
        var arrays = new IArrowArray[columns.Length];
        var done = 0;
        try
        {
            for (; done < columns.Length; done++)
                arrays[done] = ArrowArrayFactory.BuildArray(Take(batch.Column(columns[done]).Data, rows));
        }
        catch (Exception failure)
        {
            foreach (var array in arrays.AsSpan(0, done))
                array.Dispose();

            if (failure is OverflowException)
                throw new OverflowException($"Column '{schema.FieldsList[done].Name}': {failure.Message}", failure);

            throw;
        }

        return new(schema, arrays, rows.Count);
    }

    internal static ArrayData Take(ArrayData source, RowSelection rows) => Take(source, source.DataType, rows.Shift(source.Offset));

    internal static ArrayData[] TakeAll(ArrayData[] sources, RowSelection rows)
    {
        var taken = new ArrayData[sources.Length];
        try
        {
            for (var i = 0; i < sources.Length; i++)
                taken[i] = Take(sources[i], rows);
        }
        catch
        {
            ColumnBuffers.Free(taken);
            throw;
        }

        return taken;
    }

    // Rows count from the start of the buffers here: the array's own offset is in them already.
    private static ArrayData Take(ArrayData source, IArrowType layout, RowSelection at) => layout switch
    {
        ExtensionType extension => Take(source, extension.StorageType, at),
        NullType => new(source.DataType, at.Count, at.Count, 0, (ArrowBuffer[])[], null, null),
        BooleanType => TakeBits(source, at),
        DictionaryType dictionary => TakeFixed(source, dictionary.IndexType, at, source.Dictionary.Retain()),
        StringType or BinaryType => BinaryGather.Take<int>(source, at),
        LargeStringType or LargeBinaryType => BinaryGather.Take<long>(source, at),
        StringViewType or BinaryViewType => ViewGather.Take(source, at),
        ListType or MapType => ListGather.Take<int>(source, at),
        LargeListType => ListGather.Take<long>(source, at),
        ListViewType => ListGather.TakeViews<int>(source, at),
        LargeListViewType => ListGather.TakeViews<long>(source, at),
        FixedSizeListType list => ListGather.TakeFixed(source, list.ListSize, at),
        StructType => TakeStruct(source, at),
        UnionType union => UnionGather.Take(source, union, at),
        RunEndEncodedType runs => TakeRuns(source, runs, at),
        FixedWidthType => TakeFixed(source, layout, at, null),
        _ => throw new NotSupportedException($"Arrow type {layout.Name} cannot be gathered."),
    };

    private static ArrayData TakeBits(ArrayData source, RowSelection at)
    {
        var values = BitGather.Take(source.Buffers[1].Span, at);
        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity, values], null, null);
    }

    private static ArrayData TakeFixed(ArrayData source, IArrowType type, RowSelection at, ArrayData? dictionary)
    {
        var values = FixedWidthGather.Take(source.Buffers[1].Span, ((FixedWidthType)type).BitWidth / 8, at);
        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity, values], null, dictionary);
    }

    private static ArrayData TakeStruct(ArrayData source, RowSelection at)
    {
        var children = TakeAll(source.Children, at);
        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity], children, null);
    }

    private static ArrayData TakeRuns(ArrayData source, RunEndEncodedType runs, RowSelection at) => runs.RunEndsDataType switch
    {
        Int16Type => RunEndGather.Take<short>(source, at),
        Int32Type => RunEndGather.Take<int>(source, at),
        _ => RunEndGather.Take<long>(source, at),
    };
}
