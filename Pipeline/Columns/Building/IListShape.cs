namespace DataflowWrite.Columns.Building;

/// <summary>How a kind of list is taken apart and made.</summary>
internal interface IListShape<TList, T>
{
    static abstract int Count(TList list);

    static abstract T Item(TList list, int index);

    static abstract void CopyTo(TList list, Span<T> items);

    static abstract TList Create(T[] items);
}
