using System.Data.Common;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>Lists of texts or byte strings.</summary>
internal sealed class DbObjectListColumn<T>(DbColumnInfo info, Field field, IValueColumn<T> items) : ResultColumn(info, field)
    where T : class
{
    private readonly ListBuilder<T> _lists = new(field.DataType, items);
    private readonly int _ordinal = info.Ordinal;
    private readonly bool _isList = info.Shape == DbValueShape.List;

    public override long Bytes => _lists.Bytes;

    public override void AppendNull() => _lists.AppendNull();

    public override bool TryAppend(DbDataReader reader)
    {
        ReadOnlySpan<T?> values = _isList
            ? CollectionsMarshal.AsSpan(reader.GetFieldValue<List<T?>>(_ordinal))
            : reader.GetFieldValue<T?[]>(_ordinal);
        foreach (var value in values)
            if (value is null)
                items.AppendNull();
            else if (!items.TryAppend(value))
                return false;

        _lists.EndList();
        return true;
    }

    public override IArrowArray Build() => _lists.Build();
}
