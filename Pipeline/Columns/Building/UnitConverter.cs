using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Dates and times that are written in one unit and read in any: some formats store another unit than they were given.</summary>
internal sealed class UnitConverter<T>(TimeUnit unit, Func<TimeUnit, ColumnConverter<T>> ofUnit) : ColumnConverter<T>(ofUnit(unit).Type, isNullable: false)
{
    private readonly ColumnConverter<T> _written = ofUnit(unit);

    internal override bool TryGetBlank(out T blank) => _written.TryGetBlank(out blank);

    internal override bool CanRead(IArrowType type) => OfUnitOf(type)?.CanRead(type) ?? false;

    internal override MemberText<T> CreateText(ITextMaker maker) => _written.CreateText(maker);

    internal override ArrayData Build(ReadOnlySpan<T> values) => _written.Build(values);

    internal override void ReadValues(ArrayData data, Span<T> values) => OfUnitOf(data.DataType)!.ReadValues(data, values);

    private ColumnConverter<T>? OfUnitOf(IArrowType type) => type is TimeBasedType timed ? ofUnit(timed.Unit) : null;
}
