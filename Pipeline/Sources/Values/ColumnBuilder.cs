using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Collects the values of one column of one batch straight into Arrow buffers. Used by one thread.</summary>
internal abstract class ColumnBuilder(IArrowType type)
{
    private readonly GrowingBuffer _validity = new();
    private int _count;
    private int _nulls;

    public IArrowType Type => type;

    public int Count => _count;

    public void AppendNull()
    {
        AppendDefault();
        _nulls++;
        _validity.AppendBit(_count++, false);
    }

    /// <summary>
    /// Appends the value that the text says; false, and nothing appended, when the type does not hold it.
    /// </summary>
    public bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (!TryAppendValue(text))
            return false;

        AppendValid();
        return true;
    }

    /// <summary>The column so far; the builder starts again empty.</summary>
    public IArrowArray Build()
    {
        var validity = _nulls > 0 ? _validity.Take() : ArrowBuffer.Empty;
        var data = new ArrayData(type, _count, _nulls, 0, [validity, .. TakeValues()], TakeChildren());
        _validity.Clear();
        _count = _nulls = 0;
        return ArrowArrayFactory.BuildArray(data);
    }

    /// <summary>Counts a value that has been appended.</summary>
    protected void AppendValid() => _validity.AppendBit(_count++, true);

    /// <summary>Keeps the place of a null.</summary>
    protected abstract void AppendDefault();

    protected abstract bool TryAppendValue(ReadOnlySpan<byte> text);

    protected abstract ArrowBuffer[] TakeValues();

    protected virtual ArrayData[] TakeChildren() => [];
}
