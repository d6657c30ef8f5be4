using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>
/// Concatenates dictionary arrays. A dictionary that all parts share is retained; of dictionaries that differ the values that rows
/// use become one.
/// </summary>
internal static class DictionaryConcat
{
    public static ArrayData Concat(ConcatSource source, DictionaryType type)
    {
        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        var indices = draft.Add<byte>(DictionaryIndices.SizeOf(type.IndexType, source.Count));
        var first = CheckedData.Dictionary(source.Column, source.Parts[0].Data);
        if (HaveOneDictionary(source, first))
        {
            draft.SetDictionary(first.Retain());
            var identity = DictionaryRemap.Identity(first.Length);
            foreach (ref readonly var part in source.Parts)
                Append(source.Column, part, identity, type, ref indices);

            return draft.Finish(source);
        }

        using var merger = new DictionaryMerger(source.Column, type.ValueType);
        var remaps = Merge(source, merger);
        foreach (ref readonly var part in source.Parts)
            Append(source.Column, part, remaps[part.Data.Dictionary], type, ref indices);

        draft.SetDictionary(merger.Values());
        return draft.Finish(source);
    }

    private static bool HaveOneDictionary(ConcatSource source, ArrayData first)
    {
        foreach (ref readonly var part in source.Parts)
            if (!IsSame(part.Data.Dictionary, first))
                return false;

        return true;
    }

    // Retaining an array makes another object over the same memory.
    private static bool IsSame(ArrayData? a, ArrayData? b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a is null || b is null || a.Offset != b.Offset || a.Length != b.Length || a.DataType.TypeId != b.DataType.TypeId)
            return false;

        var (left, right) = (a.Buffers ?? [], b.Buffers ?? []);
        var same = left.Length == right.Length;
        for (var i = 0; i < left.Length && same; i++)
            same = left[i].Span == right[i].Span;

        return same && IsSame(a.Children ?? [], b.Children ?? []) && IsSame(a.Dictionary, b.Dictionary);
    }

    private static bool IsSame(ArrayData[] a, ArrayData[] b)
    {
        var same = a.Length == b.Length;
        for (var i = 0; i < a.Length && same; i++)
            same = IsSame(a[i], b[i]);

        return same;
    }

    private static Dictionary<ArrayData, DictionaryRemap> Merge(ConcatSource source, DictionaryMerger merger)
    {
        var used = new Dictionary<ArrayData, int[]>(ReferenceEqualityComparer.Instance);
        var inOrder = new List<ArrayData>();
        foreach (ref readonly var part in source.Parts)
        {
            var dictionary = CheckedData.Dictionary(source.Column, part.Data);
            if (!used.TryGetValue(dictionary, out var marks))
            {
                used.Add(dictionary, marks = new int[dictionary.Length]);
                inOrder.Add(dictionary);
            }

            DictionaryIndices.Mark(source.Column, part, marks);
        }

        var remaps = new Dictionary<ArrayData, DictionaryRemap>(ReferenceEqualityComparer.Instance);
        foreach (var dictionary in inOrder)
            remaps.Add(dictionary, merger.AddUsed(dictionary, used[dictionary]));

        return remaps;
    }

    private static void Append(string column, RowRange part, DictionaryRemap remap, DictionaryType type, ref Span<byte> indices)
    {
        DictionaryIndices.Remap(column, part, remap, type.IndexType, indices);
        indices = indices[DictionaryIndices.SizeOf(type.IndexType, part.Count)..];
    }
}
