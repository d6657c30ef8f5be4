using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Extremes of decimals of 256 bits.</summary>
internal sealed class Decimal256Extremes : ColumnExtremes
{
    private bool _any;
    private Decimal256Value _min;
    private Decimal256Value _max;

    public override ColumnBound? Min => BoundOf(_min);

    public override ColumnBound? Max => BoundOf(_max);

    public override void Observe(ArrayData data, ValidRuns runs)
    {
        var values = MemoryMarshal.Cast<byte, Decimal256Value>(data.Buffers[1].Span);
        while (runs.MoveNext())
            foreach (var value in values.Slice(runs.Start, runs.Length))
                Consider(value);
    }

    public override void Merge(ColumnExtremes other)
    {
        var part = (Decimal256Extremes)other;
        if (!part._any)
            return;

        Consider(part._min);
        Consider(part._max);
    }

    private void Consider(Decimal256Value value)
    {
        if (!_any || value.CompareTo(_min) < 0)
            _min = value;

        if (!_any || value.CompareTo(_max) > 0)
            _max = value;

        _any = true;
    }

    private ColumnBound? BoundOf(Decimal256Value value)
        => _any ? new(MemoryMarshal.AsBytes(new ReadOnlySpan<Decimal256Value>(in value)).ToArray(), IsExact: true) : null;
}
