using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

internal readonly struct ListShape<T> : IListShape<List<T>, T>
{
    public static int Count(List<T> list) => list.Count;

    public static T Item(List<T> list, int index) => list[index];

    public static void CopyTo(List<T> list, Span<T> items) => CollectionsMarshal.AsSpan(list).CopyTo(items);

    public static List<T> Create(T[] items) => [.. items];
}
