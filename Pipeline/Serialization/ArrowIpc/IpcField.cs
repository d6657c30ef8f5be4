using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>A column, or a field inside one, as the file has it: extension types are gone, dictionaries have a number.</summary>
internal sealed class IpcField
{
    private const int NoDictionary = -1;

    private IpcField(string path, IArrowType type, IpcField[] children)
    {
        Path = path;
        Type = type;
        Children = children;
        DictionaryId = NoDictionary;
    }

    /// <summary>The names from the column down, for messages: <c>order.lines.item</c>.</summary>
    public string Path { get; }

    /// <summary>The type in the file; of a dictionary with the index type that is written.</summary>
    public IArrowType Type { get; }

    public IpcField[] Children { get; }

    /// <summary>The values of a dictionary, else null.</summary>
    public IpcField? Values { get; private init; }

    public int DictionaryId { get; private init; }

    /// <summary>
    /// The tree under a field. Dictionaries are appended to the list in the order in which Apache.Arrow numbers them when it writes a schema:
    /// what is inside comes first.
    /// </summary>
    public static IpcField Of(Field field, string path, List<IpcField> dictionaries)
    {
        if (field.DataType is not DictionaryType dictionary)
            return new(path, field.DataType, ChildrenOf(field.DataType, path, dictionaries));

        if (dictionary.ValueType is DictionaryType)
            throw new NotSupportedException(
                $"Column '{path}' has type {field.DataType.Name} of dictionaries, which Arrow IPC has no form for; give it the values of the inner one.");

        var values = new IpcField(path, dictionary.ValueType, ChildrenOf(dictionary.ValueType, path, dictionaries));
        var result = new IpcField(path, dictionary, []) { Values = values, DictionaryId = dictionaries.Count };
        dictionaries.Add(result);
        return result;
    }

    private static IpcField[] ChildrenOf(IArrowType type, string path, List<IpcField> dictionaries)
    {
        if (type is not NestedType nested)
            return [];

        var children = new IpcField[nested.Fields.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = Of(nested.Fields[i], $"{path}.{nested.Fields[i].Name}", dictionaries);

        return children;
    }
}
