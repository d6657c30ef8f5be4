namespace DataflowWrite.Columns.Building;

internal readonly struct ReadOnlyListShape<T> : IListShape<IReadOnlyList<T>, T>
{
    public static int Count(IReadOnlyList<T> list) => list.Count;

    public static T Item(IReadOnlyList<T> list, int index) => list[index];

    public static void CopyTo(IReadOnlyList<T> list, Span<T> items)
    {
        for (var i = 0; i < items.Length; i++)
            items[i] = list[i];
    }

    public static IReadOnlyList<T> Create(T[] items) => items;
}
