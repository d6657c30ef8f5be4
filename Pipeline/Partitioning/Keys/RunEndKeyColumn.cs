using System.Buffers;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys in runs: one look at each run.</summary>
internal sealed class RunEndKeyColumn(IArrowType endType, KeyColumn values) : KeyColumn
{
    public override int Count => values.Count;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        switch (endType)
        {
            case Int16Type:
                Expand<short>(data, codes);
                break;
            case Int32Type:
                Expand<int>(data, codes);
                break;
            default:
                Expand<long>(data, codes);
                break;
        }
    }

    public override string? TextOf(int code) => values.TextOf(code);

    private void Expand<TEnd>(ArrayData data, Span<int> codes)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        if (data.Length == 0)
            return;

        var ends = RunEndGather.Ends<TEnd>(data);
        var first = RunEndGather.FindRun(ends, data.Offset, 0);
        var count = RunEndGather.FindRun(ends, data.Offset + data.Length - 1, first) - first + 1;
        var runCodes = ArrayPool<int>.Shared.Rent(count);
        values.Encode(data.Children[1].Slice(first, count), runCodes);
        var row = 0;
        for (var run = 0; run < count; run++)
        {
            var end = (int)Math.Min(data.Length, long.CreateTruncating(ends[first + run]) - data.Offset);
            codes[row..end].Fill(runCodes[run]);
            row = end;
        }

        ArrayPool<int>.Shared.Return(runCodes);
    }
}
