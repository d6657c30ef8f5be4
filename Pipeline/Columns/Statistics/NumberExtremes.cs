using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Columns.Statistics;

/// <summary>
/// Extremes of numbers and of what is stored as numbers. A NaN is no value; a zero is negative as minimum and positive as maximum, as
/// Parquet wants it, since readers differ in how they compare the two.
/// </summary>
/// <param name="min">What every value is less than: the largest integer, or NaN.</param>
/// <param name="max">What every value is greater than: the smallest integer, or NaN.</param>
internal sealed class NumberExtremes<T>(T min, T max) : ColumnExtremes
    where T : unmanaged, INumber<T>
{
    private bool _any;
    private T _min = min;
    private T _max = max;

    public override ColumnBound? Min => BoundOf(T.IsZero(_min) ? -T.Zero : _min);

    public override ColumnBound? Max => BoundOf(T.IsZero(_max) ? T.Zero : _max);

    public override void Observe(ArrayData data, ValidRuns runs)
    {
        var values = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span);
        while (runs.MoveNext())
        {
            _any = true;
            Observe(values.Slice(runs.Start, runs.Length));
        }
    }

    public override void Merge(ColumnExtremes other)
    {
        var part = (NumberExtremes<T>)other;
        _any |= part._any;
        _min = T.MinNumber(_min, part._min);
        _max = T.MaxNumber(_max, part._max);
    }

    private void Observe(ReadOnlySpan<T> values)
    {
        var (min, max) = (_min, _max);
        if (Vector<T>.IsSupported && values.Length >= Vector<T>.Count)
        {
            var (low, high) = (new Vector<T>(min), new Vector<T>(max));
            for (; values.Length >= Vector<T>.Count; values = values[Vector<T>.Count..])
            {
                var next = new Vector<T>(values);
                (low, high) = (Vector.MinNumber(low, next), Vector.MaxNumber(high, next));
            }

            for (var lane = 0; lane < Vector<T>.Count; lane++)
                (min, max) = (T.MinNumber(min, low[lane]), T.MaxNumber(max, high[lane]));
        }

        foreach (var value in values)
            (min, max) = (T.MinNumber(min, value), T.MaxNumber(max, value));

        (_min, _max) = (min, max);
    }

    private ColumnBound? BoundOf(T value)
        => _any && !T.IsNaN(value) ? new(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray(), IsExact: true) : null;
}
