using System.Data.Common;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>Lists of values that need <see cref="Nullable{T}"/> to be null.</summary>
internal sealed class DbValueListColumn<T>(DbColumnInfo info, Field field, IValueColumn<T> items) : ResultColumn(info, field)
    where T : struct
{
    private readonly ListBuilder<T> _lists = new(field.DataType, items);
    private readonly int _ordinal = info.Ordinal;
    private readonly DbValueShape _shape = info.Shape;

    public override long Bytes => _lists.Bytes;

    public override void AppendNull() => _lists.AppendNull();

    public override bool TryAppend(DbDataReader reader) => _shape switch
    {
        DbValueShape.Array => TryAppend(reader.GetFieldValue<T[]>(_ordinal)),
        DbValueShape.NullableArray => TryAppend(reader.GetFieldValue<T?[]>(_ordinal)),
        _ => TryAppend(CollectionsMarshal.AsSpan(reader.GetFieldValue<List<T?>>(_ordinal))),
    };

    public override IArrowArray Build() => _lists.Build();

    private bool TryAppend(ReadOnlySpan<T?> values)
    {
        foreach (var value in values)
            if (value is not { } item)
                items.AppendNull();
            else if (!items.TryAppend(item))
                return false;

        _lists.EndList();
        return true;
    }

    private bool TryAppend(ReadOnlySpan<T> values)
    {
        foreach (var value in values)
            if (!items.TryAppend(value))
                return false;

        _lists.EndList();
        return true;
    }
}
