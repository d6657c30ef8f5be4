using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>Indices into a dictionary, whose values another column writes; a null in either is a null.</summary>
internal sealed unsafe class DictionaryColumn<TIndex>(string name, ValueFrame frame, ColumnWriter values) : ColumnWriter(name, frame)
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private TIndex* _indices;
    private int _dictionaryLength;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var index = ulong.CreateTruncating(_indices[row]);
        if (index >= (ulong)_dictionaryLength)
            throw new InvalidDataException(
                $"Column '{Name}': index {_indices[row]} is outside its dictionary of {_dictionaryLength:N0} values.");

        values.Write(ref output, (int)index);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        var dictionary = data.Dictionary
            ?? throw new InvalidDataException($"Column '{Name}': a dictionary array has no dictionary.");
        _indices = (TIndex*)pins.Pin(Name, data, 1, ((long)data.Offset + data.Length) * sizeof(TIndex)) + data.Offset;
        _dictionaryLength = dictionary.Length;
        values.Bind(dictionary, pins);
    }
}
