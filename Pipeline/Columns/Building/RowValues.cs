using System.Buffers;
using System.Runtime.CompilerServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Pooled room for one value of each row. Dispose it once, when the values are no longer needed.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public readonly ref struct RowValues<T>
{
    private readonly T[] _array;
    private readonly int _count;

    /// <summary>Room for so many values, which are not cleared.</summary>
    public RowValues(int count)
    {
        _array = ArrayPool<T>.Shared.Rent(count);
        _count = count;
    }

    /// <summary>The values.</summary>
    public Span<T> Span => _array.AsSpan(0, _count);

    /// <summary>Gives the room back.</summary>
    public void Dispose()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Span.Clear();

        ArrayPool<T>.Shared.Return(_array);
    }
}
