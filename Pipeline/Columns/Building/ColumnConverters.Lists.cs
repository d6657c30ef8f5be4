using System.Collections.Immutable;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <content>Lists and maps.</content>
public static partial class ColumnConverters
{
    /// <summary>Arrays that are never null.</summary>
    public static ColumnConverter<T[]> Array<T>(ColumnConverter<T> items)
        => new ListConverter<T[], T, ArrayShape<T>>(items, ListOf(items), isNullable: false);

    /// <summary>Arrays that may be null.</summary>
    public static ColumnConverter<T[]?> NullableArray<T>(ColumnConverter<T> items)
        => new ListConverter<T[], T, ArrayShape<T>>(items, ListOf(items), isNullable: true)!;

    /// <summary>Lists that are never null.</summary>
    public static ColumnConverter<List<T>> List<T>(ColumnConverter<T> items)
        => new ListConverter<List<T>, T, ListShape<T>>(items, ListOf(items), isNullable: false);

    /// <summary>Lists that may be null.</summary>
    public static ColumnConverter<List<T>?> NullableList<T>(ColumnConverter<T> items)
        => new ListConverter<List<T>, T, ListShape<T>>(items, ListOf(items), isNullable: true)!;

    /// <summary>Lists of any make that are never null; those that are read are arrays.</summary>
    public static ColumnConverter<IReadOnlyList<T>> ReadOnlyList<T>(ColumnConverter<T> items)
        => new ListConverter<IReadOnlyList<T>, T, ReadOnlyListShape<T>>(items, ListOf(items), isNullable: false);

    /// <summary>Lists of any make that may be null; those that are read are arrays.</summary>
    public static ColumnConverter<IReadOnlyList<T>?> NullableReadOnlyList<T>(ColumnConverter<T> items)
        => new ListConverter<IReadOnlyList<T>, T, ReadOnlyListShape<T>>(items, ListOf(items), isNullable: true)!;

    /// <summary>Immutable arrays; the default one counts as empty.</summary>
    public static ColumnConverter<ImmutableArray<T>> ImmutableArray<T>(ColumnConverter<T> items)
        => new ListConverter<ImmutableArray<T>, T, ImmutableArrayShape<T>>(items, ListOf(items), isNullable: false);

    /// <summary>Maps with text as their keys, which are never null.</summary>
    public static ColumnConverter<Dictionary<string, T>> Map<T>(ColumnConverter<T> values) => new MapConverter<T>(values, isNullable: false)!;

    /// <summary>Maps with text as their keys, which may be null.</summary>
    public static ColumnConverter<Dictionary<string, T>?> NullableMap<T>(ColumnConverter<T> values) => new MapConverter<T>(values, isNullable: true);

    private static ListType ListOf<T>(ColumnConverter<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new(new Field("item", items.Type, items.IsNullable));
    }
}
