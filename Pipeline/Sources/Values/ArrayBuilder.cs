using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Collects the values of one array straight into Arrow buffers, array after array. Used by one thread.</summary>
internal abstract class ArrayBuilder(IArrowType type)
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

    /// <summary>The values so far; the builder starts again empty.</summary>
    public IArrowArray Build() => ArrowArrayFactory.BuildArray(BuildData());

    /// <summary>As <see cref="Build"/>, for a parent that holds the array as its child.</summary>
    public ArrayData BuildData()
    {
        var validity = _nulls > 0 ? _validity.Take() : ArrowBuffer.Empty;
        var data = new ArrayData(type, _count, _nulls, 0, [validity, .. TakeValues()], TakeChildren());
        _validity.Clear();
        _count = _nulls = 0;
        return data;
    }

    /// <summary>Counts a value that has been appended.</summary>
    protected void EndValue() => _validity.AppendBit(_count++, true);

    /// <summary>Keeps the place of a null.</summary>
    protected abstract void AppendDefault();

    protected abstract ArrowBuffer[] TakeValues();

    protected virtual ArrayData[]? TakeChildren() => null;
}
