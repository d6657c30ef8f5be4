using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds the indices of dictionary columns, as they count in the dictionary of the file.</summary>
internal static class IndexLayout
{
    public static void Add(in ColumnLayout columns, IpcField field, ArrayData data, int start, int count)
    {
        var remap = columns.Dictionaries.Use(field, CheckedData.Dictionary(field.Path, data));
        var index = ((DictionaryType)field.Type).IndexType;
        var indices = columns.Body.Rent<byte>(DictionaryIndices.SizeOf(index, count));
        DictionaryIndices.Remap(field.Path, new(data, start, count), remap, index, indices);
    }
}
