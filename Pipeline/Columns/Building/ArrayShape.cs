namespace DataflowWrite.Columns.Building;

internal readonly struct ArrayShape<T> : IListShape<T[], T>
{
    public static int Count(T[] list) => list.Length;

    public static T Item(T[] list, int index) => list[index];

    public static void CopyTo(T[] list, Span<T> items) => list.CopyTo(items);

    public static T[] Create(T[] items) => items;
}
