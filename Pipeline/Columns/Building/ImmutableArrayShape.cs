using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Immutable arrays; the default one, which is none, counts as empty.</summary>
internal readonly struct ImmutableArrayShape<T> : IListShape<ImmutableArray<T>, T>
{
    public static int Count(ImmutableArray<T> list) => list.IsDefault ? 0 : list.Length;

    public static T Item(ImmutableArray<T> list, int index) => list[index];

    public static void CopyTo(ImmutableArray<T> list, Span<T> items)
    {
        if (!list.IsDefault)
            list.CopyTo(items);
    }

    public static ImmutableArray<T> Create(T[] items) => ImmutableCollectionsMarshal.AsImmutableArray(items);
}
