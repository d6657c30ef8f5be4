using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>The quoted keys of one map of an array.</summary>
internal sealed class MapKeys(string column, ColumnWriter keys)
{
    private readonly KeyTexts _texts = new(column);

    /// <summary>The text of a key with its quotes.</summary>
    public ReadOnlySpan<byte> this[int index] => _texts[index];

    /// <summary>Reads the keys of a map, which lie side by side.</summary>
    /// <exception cref="InvalidDataException">A key is null or comes twice.</exception>
    public void Read(int start, int count)
    {
        _texts.Clear();
        for (var i = 0; i < count; i++)
        {
            var output = new Utf8Output(_texts.Buffer);
            keys.Write(ref output, start + i);
            output.Complete();
            _texts.Take();
        }

        _texts.CheckTwice();
    }
}
