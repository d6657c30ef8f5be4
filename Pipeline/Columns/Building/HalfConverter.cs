using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Numbers of half precision; those of single precision are read as well, since text has no halves.</summary>
internal sealed class HalfConverter() : ColumnConverter<Half>(HalfFloatType.Default, isNullable: false)
{
    private readonly PlainConverter<Half> _plain = new(HalfFloatType.Default);

    internal override bool CanRead(IArrowType type) => type is HalfFloatType or FloatType;

    internal override MemberText<Half> CreateText(ITextMaker maker) => maker.Plain<Half>();

    internal override ArrayData Build(ReadOnlySpan<Half> values) => _plain.Build(values);

    internal override void ReadValues(ArrayData data, Span<Half> values)
    {
        if (data.DataType is HalfFloatType)
        {
            _plain.ReadValues(data, values);
            return;
        }

        var singles = CheckedData.Values<float>("", data, 1, data.Offset, values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = (Half)singles[i];
    }
}
