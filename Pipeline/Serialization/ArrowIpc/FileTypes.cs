using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>
/// The fields that a file declares for the fields of a schema. Each is an object of its own, because Apache.Arrow tells dictionaries apart
/// by the identity of their fields and would give two columns that share a field one dictionary.
/// </summary>
internal sealed class FileTypes(bool widenIndices)
{
    private const string ExtensionName = "ARROW:extension:name";
    private const string ExtensionMetadata = "ARROW:extension:metadata";

    public Field Rewrite(Field field)
    {
        var metadata = new Dictionary<string, string>();
        foreach (var (key, value) in field.Metadata ?? new Dictionary<string, string>())
            metadata.Add(key, value);

        var type = Storage(field.DataType, metadata);
        if (type is DictionaryType dictionary)
        {
            var values = Storage(dictionary.ValueType, metadata);
            type = new DictionaryType(IndexOf(dictionary.IndexType), Rewrite(values), dictionary.Ordered);
        }
        else
        {
            type = Rewrite(type);
        }

        return new(field.Name, type, field.IsNullable, metadata.Count == 0 ? null : metadata);
    }

    private IArrowType IndexOf(IArrowType index)
        => widenIndices && index is Int8Type or UInt8Type or Int16Type or UInt16Type ? Int32Type.Default : index;

    private IArrowType Rewrite(IArrowType type) => type switch
    {
        ListType list => new ListType(Rewrite(list.ValueField)),
        LargeListType list => new LargeListType(Rewrite(list.ValueField)),
        ListViewType list => new ListViewType(Rewrite(list.ValueField)),
        LargeListViewType list => new LargeListViewType(Rewrite(list.ValueField)),
        FixedSizeListType list => new FixedSizeListType(Rewrite(list.ValueField), list.ListSize),
        StructType fields => new StructType([.. fields.Fields.Select(Rewrite)]),
        MapType map => new MapType(Rewrite(map.Fields[0]), map.KeySorted),
        UnionType union => new UnionType(union.Fields.Select(Rewrite), union.TypeIds, union.Mode),
        RunEndEncodedType runs => new RunEndEncodedType(Rewrite(runs.RunEndsField), Rewrite(runs.ValuesField)),
        _ => type,
    };

    // The name that a field's own metadata gives wins, as it does in Apache.Arrow.
    private static IArrowType Storage(IArrowType type, Dictionary<string, string> metadata)
    {
        while (type is ExtensionType extension)
        {
            metadata.TryAdd(ExtensionName, extension.Name);
            metadata.TryAdd(ExtensionMetadata, extension.ExtensionMetadata ?? "");
            type = extension.StorageType;
        }

        return type;
    }
}
