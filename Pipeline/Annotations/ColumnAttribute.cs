using Apache.Arrow.Types;

namespace DataflowWrite.Annotations;

/// <summary>
/// Says how a member becomes a column. On a member that is no public one it makes it a column; a property that only computes its value is a column with it,
/// which is written and left out when rows are read. In a list the options of times and decimals count for the items, in a map for the values.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>A column that is named as the naming policy of its type says.</summary>
    public ColumnAttribute()
    {
    }

    /// <summary>A column of this name.</summary>
    public ColumnAttribute(string name) => Name = name;

    /// <summary>The name of the column; null for that of the naming policy.</summary>
    public string? Name { get; }

    /// <summary>
    /// Columns that state an order stand first, by it; no two state the same. Default: unset, the columns follow in the order of their members.
    /// </summary>
    public int Order { get; set; }

    /// <summary>
    /// The unit of a timestamp, time or duration. Default <see cref="TimeUnit.Nanosecond"/>, which holds every tick, for instants from 1677 to 2262.
    /// </summary>
    public TimeUnit Unit { get; set; } = TimeUnit.Nanosecond;

    /// <summary>
    /// The time zone that a timestamp states; what is stored is the instant in UTC. Default <c>UTC</c> for <see cref="DateTimeOffset"/>, and none for
    /// <see cref="DateTime"/>, which is a wall clock then.
    /// </summary>
    public string? TimeZone { get; set; }

    /// <summary>The digits of a decimal, 1 to 76; more than 38 make it a decimal256. A <see cref="decimal"/> has to state it.</summary>
    public int Precision { get; set; }

    /// <summary>How many of the digits are fraction digits, 0 to <see cref="Precision"/>. Default 0.</summary>
    public int Scale { get; set; }

    /// <summary>Whether each value is stored once per batch and referred to by number. Default false.</summary>
    public bool Dictionary { get; set; }

    /// <summary>
    /// Whether ticks that are finer than the unit, and fraction digits beyond the scale, are cut: instants towards the past, others towards zero. Default
    /// false: they are an error that names column, row and value.
    /// </summary>
    public bool Truncate { get; set; }

    /// <summary>How an enum is stored. Default <see cref="EnumStorage.Name"/>.</summary>
    public EnumStorage Enum { get; set; }
}
