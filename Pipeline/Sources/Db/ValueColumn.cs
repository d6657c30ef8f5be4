using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal abstract class ValueColumn<T>(IArrowType type) : ArrayBuilder(type), IValueColumn<T>
{
    public abstract long Bytes { get; }

    public bool TryAppend(T value)
    {
        if (!TryAppendValue(value))
            return false;

        EndValue();
        return true;
    }

    protected abstract bool TryAppendValue(T value);
}
