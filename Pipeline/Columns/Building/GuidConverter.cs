using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Guids as <c>arrow.uuid</c>; text and sixteen bytes are read as well.</summary>
internal sealed class GuidConverter() : ColumnConverter<Guid>(GuidType.Default, isNullable: false)
{
    private readonly FixedConverter<Guid, Guid, GuidForm> _fixed = new(GuidType.Default, default);

    internal override bool CanRead(IArrowType type)
        => base.CanRead(type) || type is FixedSizeBinaryType { ByteWidth: 16 } || TextValues.CanRead(type);

    internal override MemberText<Guid> CreateText(ITextMaker maker) => maker.Plain<Guid>();

    internal override ArrayData Build(ReadOnlySpan<Guid> values) => _fixed.Build(values);

    internal override void ReadValues(ArrayData data, Span<Guid> values)
    {
        if (!TextValues.CanRead(data.DataType))
        {
            _fixed.ReadValues(data, values);
            return;
        }

        var texts = new string?[values.Length];
        TextValues.Read(data, texts);
        for (var i = 0; i < values.Length; i++)
            if (texts[i] is { } text && !Guid.TryParse(text, out values[i]))
                throw RecordErrors.Value(i, $"'{text}' is no UUID.");
    }
}
