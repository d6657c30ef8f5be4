using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Each value once, in the order in which they first appear, and 32-bit indices.</summary>
internal sealed class DictionaryConverter<T>(ColumnConverter<T> inner)
    : ColumnConverter<T>(new DictionaryType(Int32Type.Default, inner.Type, ordered: false), inner.IsNullable)
    where T : notnull
{
    internal override bool TryGetBlank(out T blank) => inner.TryGetBlank(out blank);

    internal override bool CanRead(IArrowType type)
        => (type is DictionaryType dictionary && inner.CanRead(dictionary.ValueType)) || inner.CanRead(type);

    internal override MemberText<T> CreateText(ITextMaker maker) => inner.CreateText(maker);

    internal override ArrayData Build(ReadOnlySpan<T> values)
    {
        using var draft = new ArrayDraft();
        draft.Add(NullBits.Of(values, IsNullable, out var nulls));
        var indices = draft.Add<int>(values.Length);
        var seen = new Dictionary<T, int>();
        var entries = new List<T>();
        var rows = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null)
            {
                indices[i] = 0;
                continue;
            }

            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, values[i], out var known);
            if (!known)
            {
                index = entries.Count;
                entries.Add(values[i]);
                rows.Add(i);
            }

            indices[i] = index;
        }

        draft.SetDictionary(BuildEntries(CollectionsMarshal.AsSpan(entries), rows));
        return draft.Finish(Type, values.Length, nulls);
    }

    internal override void ReadValues(ArrayData data, Span<T> values)
    {
        if (data.DataType is not DictionaryType)
        {
            inner.ReadValues(data, values);
            return;
        }

        var entries = new T[CheckedData.Dictionary("", data).Length];
        inner.Read(data.Dictionary, entries);
        for (var i = 0; i < values.Length; i++)
            if (DictionaryIndices.At("", data, data.Offset + i) is var index and >= 0)
                values[i] = entries[index];
    }

    private ArrayData BuildEntries(ReadOnlySpan<T> entries, List<int> rows)
    {
        try
        {
            return inner.Build(entries);
        }
        catch (RecordValueException failure)
        {
            throw failure.Within("", rows[failure.Row]);
        }
    }
}
