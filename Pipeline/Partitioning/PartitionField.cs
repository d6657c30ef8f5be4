namespace DataflowWrite.Partitioning;

/// <summary>One level of the partition directories: a source column and the transform of its values.</summary>
/// <param name="SourceColumn">The name of a top-level column.</param>
/// <param name="Transform">What is done to its values.</param>
public sealed record PartitionField(string SourceColumn, PartitionTransform Transform)
{
    private readonly string? _name;

    /// <summary>
    /// The name that stands before the <c>=</c> in the directory. Default: the column's own for identity, else with the transform behind it as
    /// Iceberg has it: <c>at_year</c>, <c>at_month</c>, <c>at_day</c>, <c>at_hour</c>, <c>id_bucket</c>, <c>name_trunc</c>.
    /// </summary>
    public string Name
    {
        get => _name ?? SourceColumn + Transform.NameSuffix;
        init => _name = value;
    }

    /// <summary>True when the source column leaves the files unless it is kept on purpose.</summary>
    public bool LeavesFile => Transform == PartitionTransform.Identity;

    /// <summary>A column partitioned by its values as they are.</summary>
    public static implicit operator PartitionField(string column) => new(column, PartitionTransform.Identity);

    /// <summary>A column partitioned by year.</summary>
    /// <param name="column">A column of dates or timestamps.</param>
    /// <param name="zone">As for <see cref="PartitionTransform.YearIn"/>; default <see cref="PartitionTransform.Year"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionField Year(string column, string? zone = null)
        => new(column, zone is null ? PartitionTransform.Year : PartitionTransform.YearIn(zone));

    /// <summary>A column partitioned by month.</summary>
    /// <param name="column">A column of dates or timestamps.</param>
    /// <param name="zone">As for <see cref="PartitionTransform.MonthIn"/>; default <see cref="PartitionTransform.Month"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionField Month(string column, string? zone = null)
        => new(column, zone is null ? PartitionTransform.Month : PartitionTransform.MonthIn(zone));

    /// <summary>A column partitioned by day.</summary>
    /// <param name="column">A column of dates or timestamps.</param>
    /// <param name="zone">As for <see cref="PartitionTransform.DayIn"/>; default <see cref="PartitionTransform.Day"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionField Day(string column, string? zone = null)
        => new(column, zone is null ? PartitionTransform.Day : PartitionTransform.DayIn(zone));

    /// <summary>A column partitioned by hour.</summary>
    /// <param name="column">A column of timestamps.</param>
    /// <param name="zone">As for <see cref="PartitionTransform.HourIn"/>; default <see cref="PartitionTransform.Hour"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionField Hour(string column, string? zone = null)
        => new(column, zone is null ? PartitionTransform.Hour : PartitionTransform.HourIn(zone));

    /// <summary>A column partitioned by its values cut to a width; see <see cref="PartitionTransform.Truncate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is less than 1.</exception>
    public static PartitionField Truncate(string column, int width) => new(column, PartitionTransform.Truncate(width));

    /// <summary>A column partitioned into buckets; see <see cref="PartitionTransform.Bucket"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public static PartitionField Bucket(string column, int count) => new(column, PartitionTransform.Bucket(count));

    /// <summary>The field as <see cref="PartitionSpec.Parse"/> reads it.</summary>
    public override string ToString() => PartitionText.Of(this);

    internal bool HasOwnName => _name is not null && _name != SourceColumn + Transform.NameSuffix;
}
