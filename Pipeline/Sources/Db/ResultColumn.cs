using System.Data.Common;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>One column of a result on its way into batches.</summary>
internal abstract class ResultColumn(DbColumnInfo info, Field target)
{
    public DbColumnInfo Info => info;

    public Field Field => target;

    /// <summary>Bytes of the values since the last array, about.</summary>
    public abstract long Bytes { get; }

    public abstract void AppendNull();

    /// <summary>Appends the value of the current row, which is not null; false when the column does not hold it.</summary>
    public abstract bool TryAppend(DbDataReader reader);

    public abstract IArrowArray Build();
}
