namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>Numbers things by what tells them apart.</summary>
internal sealed class Interned<TKey, T>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _numbers = [];
    private readonly List<T> _items = [];

    public int Count => _items.Count;

    public T this[int number] => _items[number];

    /// <summary>The number of a thing; that of the first with this key, if there is one.</summary>
    public int Add(TKey key, T item)
    {
        if (_numbers.TryAdd(key, _items.Count))
            _items.Add(item);

        return _numbers[key];
    }
}
