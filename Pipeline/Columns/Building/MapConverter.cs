using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Dictionaries with text as their keys, in the order in which they enumerate.</summary>
internal sealed class MapConverter<T>(ColumnConverter<T> items, bool isNullable) : ColumnConverter<Dictionary<string, T>?>(
    new MapType(new Field("key", StringType.Default, nullable: false), new Field("value", items.Type, items.IsNullable), keySorted: false), isNullable)
{
    private readonly StringConverter _keys = new(isNullable: false);

    internal override bool CanRead(IArrowType type)
        => type is MapType map && _keys.CanRead(map.KeyField.DataType) && items.CanRead(map.ValueField.DataType);

    internal override MemberText<Dictionary<string, T>?> CreateText(ITextMaker maker) => maker.Map(items);

    internal override ArrayData Build(ReadOnlySpan<Dictionary<string, T>?> values)
    {
        using var draft = new ArrayDraft();
        draft.Add(NullBits.Of(values, IsNullable, out var nulls));
        var offsets = draft.Add<int>(values.Length + 1);
        var total = 0;
        offsets[0] = 0;
        for (var i = 0; i < values.Length; i++)
            offsets[i + 1] = total = checked(total + (values[i]?.Count ?? 0));

        draft.AddChild(BuildEntries(values, offsets));
        return draft.Finish(Type, values.Length, nulls);
    }

    internal override void ReadValues(ArrayData data, Span<Dictionary<string, T>?> values)
    {
        var offsets = CheckedData.Offsets<int>("", new(data, data.Offset, values.Length));
        var entries = CheckedData.Child("", data, 0);
        if (entries.Offset != 0)
            throw CheckedData.Damaged("", "the entries of a map begin at an offset");

        var keys = ListOffsets.ReadItems(entries, 0, _keys);
        var mapped = ListOffsets.ReadItems(entries, 1, items);
        var valid = new RowValidity(data);
        for (var i = 0; i < values.Length; i++)
        {
            if (!valid[data.Offset + i])
                continue;

            var map = new Dictionary<string, T>(StringComparer.Ordinal);
            for (var j = offsets[i]; j < offsets[i + 1]; j++)
                map[keys[j]!] = mapped[j];

            values[i] = map;
        }
    }

    private ArrayData BuildEntries(ReadOnlySpan<Dictionary<string, T>?> values, ReadOnlySpan<int> offsets)
    {
        using var keys = new RowValues<string?>(offsets[^1]);
        using var mapped = new RowValues<T>(offsets[^1]);
        var next = 0;
        foreach (var map in values)
        {
            if (map is null)
                continue;

            foreach (var (key, value) in map)
            {
                keys.Span[next] = key;
                mapped.Span[next++] = value;
            }
        }

        using var draft = new ArrayDraft();
        draft.AddEmpty();
        draft.AddChild(_keys.Build(keys.Span));
        try
        {
            draft.AddChild(items.Build(mapped.Span));
        }
        catch (RecordValueException failure)
        {
            throw failure.Within("value", ListOffsets.RowOf(offsets, failure.Row));
        }

        return draft.Finish(((MapType)Type).KeyValueType, offsets[^1], 0);
    }
}
