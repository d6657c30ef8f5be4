using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Finds nulls where a field allows none, at any depth, as a reader of the rows would see them.</summary>
internal static class NullCheck
{
    /// <summary>The path and type of the field, and the position of the row in the buffers; null when there is no such null.</summary>
    public static (string Path, IArrowType Type, int Position)? Find(string path, bool nullable, IArrowType type, RowRange rows)
    {
        if (rows.Count == 0)
            return null;
        if (!nullable && FirstNull(path, type, rows) is var position and >= 0)
            return (path, type, position);

        return Demands(type) ? FindInside(path, CheckedData.LayoutOf(type), rows) : null;
    }

    // Whether a field somewhere inside of the type allows no nulls; those that lists, maps and runs have by nature do not count.
    private static bool Demands(IArrowType type) => type switch
    {
        ExtensionType extension => Demands(extension.StorageType),
        DictionaryType dictionary => Demands(dictionary.ValueType),
        RunEndEncodedType runs => Demands(runs.Fields[1]),
        MapType => true,
        NestedType nested => nested.Fields.Any(Demands),
        _ => false,
    };

    private static bool Demands(Field field) => !field.IsNullable || Demands(field.DataType);

    private static (string Path, IArrowType Type, int Position)? FindInside(string path, IArrowType layout, RowRange rows) => layout switch
    {
        StructType structs => FindInStruct(path, structs, rows),
        UnionType union => FindInRows(rows, position =>
        {
            var value = UnionConcat.ValueAt(path, union, rows.Data, position, out var child);
            var field = union.Fields[child];
            return Find(ShapeCheck.PathOf(path, union, child), field.IsNullable, field.DataType, value);
        }),
        DictionaryType dictionary => FindInRows(rows, position =>
        {
            var entry = DictionaryIndices.At(path, rows.Data, position);
            var values = rows.Data.Dictionary;
            return entry < 0 ? null : Find(path, true, dictionary.ValueType, new(values, values.Offset + entry, 1));
        }),
        RunEndEncodedType { RunEndsDataType: Int16Type } runs => FindInRuns<short>(path, runs, rows),
        RunEndEncodedType { RunEndsDataType: Int32Type } runs => FindInRuns<int>(path, runs, rows),
        RunEndEncodedType runs => FindInRuns<long>(path, runs, rows),
        _ => FindInLists(path, (NestedType)layout, rows),
    };

    private static (string Path, IArrowType Type, int Position)? FindInStruct(string path, StructType type, RowRange rows)
    {
        foreach (var run in ValidRuns(path, rows))
            for (var i = 0; i < type.Fields.Count; i++)
            {
                var field = type.Fields[i];
                var values = CheckedData.ChildRows(path, rows.Data, i, run.Start, run.Count);
                if (Find(ShapeCheck.PathOf(path, type, i), field.IsNullable, field.DataType, values) is var (where, what, position))
                    return (where, what, position - values.Start + run.Start);
            }

        return null;
    }

    private static (string Path, IArrowType Type, int Position)? FindInLists(string path, NestedType type, RowRange rows)
    {
        var field = type.Fields[0];
        var itemPath = ShapeCheck.PathOf(path, type, 0);
        var views = type is ListViewType or LargeListViewType;
        foreach (var run in ValidRuns(path, rows))
        {
            if (!views && Find(itemPath, field.IsNullable, field.DataType, ListConcat.ItemsOf(path, type, run)) is null)
                continue;

            if (FindInRows(run, position => Find(
                itemPath, field.IsNullable, field.DataType, ListConcat.ItemsOf(path, type, new(rows.Data, position, 1)))) is { } found)
                return found;
        }

        return null;
    }

    private static (string Path, IArrowType Type, int Position)? FindInRuns<TEnd>(string path, RunEndEncodedType type, RowRange rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var values = ValuesOf<TEnd>(path, rows);
        return Find(path, type.Fields[1].IsNullable, type.ValuesDataType, values) is var (where, what, position)
            ? (where, what, RowOf<TEnd>(path, rows, position - values.Start))
            : null;
    }

    private static (string Path, IArrowType Type, int Position)? FindInRows(
        RowRange rows, Func<int, (string Path, IArrowType Type, int Position)?> findAt)
    {
        for (var position = rows.Start; position < rows.Start + rows.Count; position++)
            if (findAt(position) is var (path, type, _))
                return (path, type, position);

        return null;
    }

    // The position of the first null; a negative number when there is none. Unions have no nulls of their own.
    private static int FirstNull(string path, IArrowType type, RowRange rows) => CheckedData.LayoutOf(type) switch
    {
        NullType => rows.Start,
        UnionType => -1,
        DictionaryType dictionary => FirstNullIndex(path, dictionary, rows),
        RunEndEncodedType { RunEndsDataType: Int16Type } runs => FirstNullRun<short>(path, runs, rows),
        RunEndEncodedType { RunEndsDataType: Int32Type } runs => FirstNullRun<int>(path, runs, rows),
        RunEndEncodedType runs => FirstNullRun<long>(path, runs, rows),
        _ => FirstInvalid(path, rows),
    };

    private static int FirstInvalid(string path, RowRange rows)
    {
        var valid = new RowValidity(path, rows.Data);
        if (!valid.AllValid)
            for (var position = rows.Start; position < rows.Start + rows.Count; position++)
                if (!valid[position])
                    return position;

        return -1;
    }

    private static int FirstNullIndex(string path, DictionaryType type, RowRange rows)
    {
        var values = CheckedData.Dictionary(path, rows.Data);
        if (values.Length == 0 || FirstNull(path, type.ValueType, RowRange.Of(values)) < 0)
            return FirstInvalid(path, rows);

        for (var position = rows.Start; position < rows.Start + rows.Count; position++)
            if (DictionaryIndices.At(path, rows.Data, position) is var entry
                && (entry < 0 || FirstNull(path, type.ValueType, new(values, values.Offset + entry, 1)) >= 0))
                return position;

        return -1;
    }

    private static int FirstNullRun<TEnd>(string path, RunEndEncodedType type, RowRange rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var values = ValuesOf<TEnd>(path, rows);
        var position = FirstNull(path, type.ValuesDataType, values);
        return position < 0 ? position : RowOf<TEnd>(path, rows, position - values.Start);
    }

    private static RowRange ValuesOf<TEnd>(string path, RowRange rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var (first, count) = RunEndConcat.RunsOf<TEnd>(path, rows, out _);
        return CheckedData.ChildRows(path, rows.Data, 1, first, count);
    }

    // The first row of a run; runs count from the first that the rows touch.
    private static int RowOf<TEnd>(string path, RowRange rows, int run)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var (first, _) = RunEndConcat.RunsOf<TEnd>(path, rows, out var ends);
        return run == 0 ? rows.Start : int.CreateTruncating(ends[first + run - 1]);
    }

    private static List<RowRange> ValidRuns(string path, RowRange rows)
    {
        var valid = new RowValidity(path, rows.Data);
        if (valid.AllValid)
            return [rows];

        var runs = new List<RowRange>();
        for (var position = rows.Start; position < rows.Start + rows.Count; position++)
            if (valid[position])
                RowRange.Append(runs, new(rows.Data, position, 1));

        return runs;
    }
}
