using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>Run-end encoded values, which another column writes.</summary>
internal sealed unsafe class RunEndColumn<TEnd>(string name, ValueFrame frame, ColumnWriter values) : ColumnWriter(name, frame)
    where TEnd : unmanaged, IBinaryInteger<TEnd>
{
    private TEnd* _ends;
    private int _runs;
    private int _offset;
    private int _run;

    public override void Write(ref Utf8Output output, int row)
    {
        var logical = (long)row + _offset;
        if (!Covers(_run, logical))
            _run = Find(logical);

        values.Write(ref output, _run);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        var ends = data.Children[0];
        _ends = (TEnd*)pins.Pin(Name, ends, 1, ((long)ends.Offset + ends.Length) * sizeof(TEnd)) + ends.Offset;
        _runs = Math.Min(ends.Length, data.Children[1].Length);
        _offset = data.Offset;
        _run = 0;
        values.Bind(data.Children[1], pins);
    }

    private bool Covers(int run, long logical)
        => run < _runs && End(run) > logical && (run == 0 || End(run - 1) <= logical);

    private int Find(long logical)
    {
        var (low, high) = (0, _runs);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (End(middle) > logical)
                high = middle;
            else
                low = middle + 1;
        }

        return low < _runs
            ? low
            : throw new InvalidDataException($"Column '{Name}': its runs end before value {logical:N0}.");
    }

    private long End(int run) => long.CreateTruncating(_ends[run]);
}
