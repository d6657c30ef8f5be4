using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Enums as the names of their values.</summary>
internal sealed class EnumNameConverter<TEnum> : ColumnConverter<TEnum>
    where TEnum : unmanaged, Enum
{
    private readonly Dictionary<TEnum, string> _names = [];
    private readonly Dictionary<string, TEnum> _values = new(StringComparer.Ordinal);
    private readonly StringConverter _text = new(isNullable: false);
    private readonly TEnum[] _blank;

    public EnumNameConverter(ReadOnlySpan<(string Name, TEnum Value)> values)
        : base(StringType.Default, isNullable: false)
    {
        foreach (var (name, value) in values)
        {
            _names.TryAdd(value, name);
            _values[name] = value;
        }

        _blank = values.IsEmpty ? [] : [values[0].Value];
    }

    internal override bool TryGetBlank(out TEnum blank)
    {
        blank = _blank.Length == 0 ? default : _blank[0];
        return _blank.Length > 0;
    }

    internal override bool CanRead(IArrowType type) => TextValues.CanRead(type);

    internal override MemberText<TEnum> CreateText(ITextMaker maker) => maker.Names(_names, Problem);

    internal override ArrayData Build(ReadOnlySpan<TEnum> values)
    {
        using var names = new RowValues<string?>(values.Length);
        var span = names.Span;
        for (var i = 0; i < values.Length; i++)
            if (!_names.TryGetValue(values[i], out span[i]))
                throw RecordErrors.Value(i, Problem(values[i]));

        return _text.Build(span);
    }

    internal override void ReadValues(ArrayData data, Span<TEnum> values)
    {
        var names = new string?[values.Length];
        TextValues.Read(data, names);
        for (var i = 0; i < values.Length; i++)
            if (names[i] is { } name && !_values.TryGetValue(name, out values[i]))
                throw RecordErrors.Value(i, $"{typeof(TEnum).Name} has no value '{name}'.");
    }

    private static string Problem(TEnum value) => $"{typeof(TEnum).Name} has no name for {value:D}. Store the enum as a number.";
}
