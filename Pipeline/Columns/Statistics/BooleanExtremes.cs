using Apache.Arrow;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Extremes of bits, and of the bytes of <c>arrow.bool8</c>, in which all but zero is true.</summary>
internal sealed class BooleanExtremes(bool inBytes) : ColumnExtremes
{
    private bool _hasFalse;
    private bool _hasTrue;

    public override ColumnBound? Min => _hasFalse ? BoundOf(0) : _hasTrue ? BoundOf(1) : null;

    public override ColumnBound? Max => _hasTrue ? BoundOf(1) : _hasFalse ? BoundOf(0) : null;

    public override void Observe(ArrayData data, ValidRuns runs)
    {
        var values = data.Buffers[1].Span;
        while (runs.MoveNext())
        {
            if (inBytes)
            {
                var bytes = values.Slice(runs.Start, runs.Length);
                _hasFalse |= bytes.Contains((byte)0);
                _hasTrue |= bytes.ContainsAnyExcept((byte)0);
            }
            else
            {
                var set = BitUtility.CountBits(values, runs.Start, runs.Length);
                _hasFalse |= set < runs.Length;
                _hasTrue |= set > 0;
            }
        }
    }

    public override void Merge(ColumnExtremes other)
    {
        var part = (BooleanExtremes)other;
        _hasFalse |= part._hasFalse;
        _hasTrue |= part._hasTrue;
    }

    private static ColumnBound BoundOf(byte value) => new([value], IsExact: true);
}
