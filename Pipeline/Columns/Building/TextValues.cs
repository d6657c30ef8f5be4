using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Reads text out of arrays of any of its layouts, dictionaries included.</summary>
internal static class TextValues
{
    public static bool CanRead(IArrowType type)
        => type is StringType or LargeStringType or StringViewType || (type is DictionaryType { ValueType: var values } && CanRead(values));

    public static void Read(ArrayData data, Span<string?> values)
    {
        if (data.DataType is DictionaryType)
        {
            ReadDictionary(data, values);
            return;
        }

        var reader = new ValueReader("", data, null);
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.TryGet(i, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static void ReadDictionary(ArrayData data, Span<string?> values)
    {
        var entries = new string?[CheckedData.Dictionary("", data).Length];
        Read(data.Dictionary, entries);
        for (var i = 0; i < values.Length; i++)
            values[i] = DictionaryIndices.At("", data, data.Offset + i) is var index and >= 0 ? entries[index] : null;
    }
}
