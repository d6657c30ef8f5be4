using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Collects the values of one column of one batch from their texts.</summary>
internal abstract class ColumnBuilder(IArrowType type) : ArrayBuilder(type)
{
    /// <summary>
    /// Appends the value that the text says; false, and nothing appended, when the type does not hold it.
    /// </summary>
    public bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (!TryAppendValue(text))
            return false;

        EndValue();
        return true;
    }

    protected abstract bool TryAppendValue(ReadOnlySpan<byte> text);
}
