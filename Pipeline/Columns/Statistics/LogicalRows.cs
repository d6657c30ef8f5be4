using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>
/// Looks rows up through dictionaries and runs down to the array that holds their values. Rows are positions in an array's buffers, and negative for nulls.
/// </summary>
internal static class LogicalRows
{
    public const int Null = -1;

    /// <summary>The type of the values themselves.</summary>
    public static IArrowType ValueTypeOf(IArrowType type) => type switch
    {
        DictionaryType dictionary => ValueTypeOf(dictionary.ValueType),
        RunEndEncodedType runs => ValueTypeOf(runs.ValuesDataType),
        _ => type,
    };

    /// <summary>Replaces rows of an array by rows of the array that is returned, which is neither dictionary nor run-end encoded.</summary>
    public static ArrayData Resolve(ArrayData data, Span<int> rows) => data.DataType switch
    {
        DictionaryType dictionary => Resolve(LookUp(data, dictionary.IndexType, rows), rows),
        RunEndEncodedType { RunEndsDataType: Int16Type } => Resolve(FindRuns<short>(data, rows), rows),
        RunEndEncodedType { RunEndsDataType: Int32Type } => Resolve(FindRuns<int>(data, rows), rows),
        RunEndEncodedType => Resolve(FindRuns<long>(data, rows), rows),
        _ => data,
    };

    private static ArrayData LookUp(ArrayData data, IArrowType indices, Span<int> rows) => indices.TypeId switch
    {
        ArrowTypeId.Int8 => LookUp<sbyte>(data, rows),
        ArrowTypeId.Int16 => LookUp<short>(data, rows),
        ArrowTypeId.Int32 => LookUp<int>(data, rows),
        ArrowTypeId.Int64 => LookUp<long>(data, rows),
        ArrowTypeId.UInt8 => LookUp<byte>(data, rows),
        ArrowTypeId.UInt16 => LookUp<ushort>(data, rows),
        ArrowTypeId.UInt32 => LookUp<uint>(data, rows),
        _ => LookUp<ulong>(data, rows),
    };

    private static ArrayData LookUp<TIndex>(ArrayData data, Span<int> rows)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var valid = new RowValidity(data);
        var indices = MemoryMarshal.Cast<byte, TIndex>(data.Buffers[1].Span);
        var values = data.Dictionary;
        foreach (ref var row in rows)
        {
            if (row < 0)
                continue;

            if (!valid[row])
            {
                row = Null;
                continue;
            }

            var index = ulong.CreateTruncating(indices[row]);
            if (index >= (ulong)values.Length)
                throw new InvalidDataException($"The index {indices[row]} is outside its dictionary of {values.Length:N0} values.");

            row = values.Offset + (int)index;
        }

        return values;
    }

    private static ArrayData FindRuns<TEnd>(ArrayData data, Span<int> rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var ends = RunEndGather.Ends<TEnd>(data);
        var values = data.Children[1];
        var run = 0;
        foreach (ref var row in rows)
        {
            if (row < 0)
                continue;

            run = RunEndGather.FindRun(ends, row, run);
            row = values.Offset + run;
        }

        return values;
    }
}
