using System.Data.Common;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

internal sealed class DbScalarColumn<T>(DbColumnInfo info, Field field, IValueColumn<T> values) : ResultColumn(info, field)
{
    private readonly int _ordinal = info.Ordinal;

    public override long Bytes => values.Bytes;

    public override void AppendNull() => values.AppendNull();

    public override bool TryAppend(DbDataReader reader) => values.TryAppend(DbValue.Get<T>(reader, _ordinal));

    public override IArrowArray Build() => ArrowArrayFactory.BuildArray(values.BuildData());
}
