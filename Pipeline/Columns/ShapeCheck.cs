using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Whether the children of an array are what its type says: as many, of their types, and long enough.</summary>
internal static class ShapeCheck
{
    /// <summary>The first problem as the end of a sentence; the array itself has the type already.</summary>
    public static string? FindProblem(string path, IArrowType type, ArrayData data)
    {
        var layout = CheckedData.LayoutOf(type);
        if (layout is DictionaryType dictionary)
            return data.Dictionary is null
                ? $"column '{path}' has no dictionary"
                : FindProblem(path, dictionary.ValueType, data.Dictionary, 0);
        if (layout is not NestedType nested)
            return null;
        if ((data.Children?.Length ?? 0) != nested.Fields.Count)
            return $"column '{path}' has {data.Children?.Length ?? 0} children and not {nested.Fields.Count}";

        var end = (long)data.Offset + data.Length;
        var needed = nested switch
        {
            FixedSizeListType list => end * list.ListSize,
            StructType or UnionType { Mode: UnionMode.Sparse } => end,
            _ => 0,
        };
        for (var i = 0; i < nested.Fields.Count; i++)
            if (FindProblem(PathOf(path, nested, i), nested.Fields[i].DataType, data.Children![i], needed) is { } problem)
                return problem;

        return null;
    }

    /// <summary>The path of a child: maps and runs do not name what stands between them and their values.</summary>
    public static string PathOf(string path, NestedType type, int child)
        => type is MapType or RunEndEncodedType ? path : $"{path}.{type.Fields[child].Name}";

    private static string? FindProblem(string path, IArrowType type, ArrayData? data, long needed)
        => data is null ? $"column '{path}' is missing"
            : !ArrowTypes.Same(type, data.DataType)
                ? $"column '{path}' is {ArrowTypes.NameOf(data.DataType)} and not {ArrowTypes.NameOf(type)}"
            : data.Length < needed ? $"column '{path}' has {data.Length:N0} values and not {needed:N0}"
            : FindProblem(path, type, data);
}
