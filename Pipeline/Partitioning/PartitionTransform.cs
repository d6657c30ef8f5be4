using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;
using DataflowWrite.Partitioning.Transforms;

namespace DataflowWrite.Partitioning;

/// <summary>
/// How a partition value is made from the values of its source column, with the results of Apache Iceberg's partition transforms. A null
/// gives null. Dictionaries, runs and extension types go by the values below them.
/// </summary>
public abstract record PartitionTransform
{
    private protected PartitionTransform()
    {
    }

    /// <summary>
    /// The value itself, of any type but intervals and nested ones. Only identity columns leave the files, since the path holds all of them.
    /// </summary>
    public static PartitionTransform Identity { get; } = new IdentityTransform();

    /// <summary>
    /// The year of a date or timestamp, as <c>2024</c>: in UTC where the column has a time zone, else of its clock as it is.
    /// </summary>
    public static PartitionTransform Year { get; } = new TimeTransform(TimePeriod.Year, null);

    /// <summary>The month of a date or timestamp, as <c>2024-09</c>; in the zone of <see cref="Year"/>.</summary>
    public static PartitionTransform Month { get; } = new TimeTransform(TimePeriod.Month, null);

    /// <summary>The day of a date or timestamp, as <c>2024-09-02</c>; in the zone of <see cref="Year"/>.</summary>
    public static PartitionTransform Day { get; } = new TimeTransform(TimePeriod.Day, null);

    /// <summary>The hour of a timestamp, as <c>2024-09-02-15</c>; in the zone of <see cref="Year"/>.</summary>
    public static PartitionTransform Hour { get; } = new TimeTransform(TimePeriod.Hour, null);

    /// <summary>
    /// The year of a timestamp by the calendar of a time zone; of columns that have a zone, whichever, since others are no instants.
    /// </summary>
    /// <param name="zone">An IANA name as <c>Europe/Vienna</c>, <c>UTC</c>, or an offset as <c>+05:30</c>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionTransform YearIn(string zone) => InZone(TimePeriod.Year, zone);

    /// <summary>The month of a timestamp by the calendar of a time zone; see <see cref="YearIn"/>.</summary>
    /// <param name="zone">As for <see cref="YearIn"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionTransform MonthIn(string zone) => InZone(TimePeriod.Month, zone);

    /// <summary>The day of a timestamp by the calendar of a time zone; see <see cref="YearIn"/>.</summary>
    /// <param name="zone">As for <see cref="YearIn"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionTransform DayIn(string zone) => InZone(TimePeriod.Day, zone);

    /// <summary>
    /// The hour of a timestamp by the clock of a time zone; see <see cref="YearIn"/>. The hour that a clock shows twice when summer time
    /// ends is two, told apart by the offset: <c>2024-10-27-02+0200</c> and <c>2024-10-27-02+0100</c>; all others are named as by
    /// <see cref="Hour"/>.
    /// </summary>
    /// <param name="zone">As for <see cref="YearIn"/>.</param>
    /// <exception cref="ArgumentException">No such zone is known here.</exception>
    public static PartitionTransform HourIn(string zone) => InZone(TimePeriod.Hour, zone);

    /// <summary>
    /// An integer or decimal rounded down to a multiple of the width, of a decimal's last digit, so that with 50 the decimal 10.65 becomes
    /// 10.50 and -0.01 becomes -0.50; of a text its first code points, of a binary value its first bytes.
    /// </summary>
    /// <param name="width">The width, from 1 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is less than 1.</exception>
    public static PartitionTransform Truncate(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new TruncateTransform(width);
    }

    /// <summary>
    /// One of the buckets from 0 on by a hash that other systems know, Murmur3: of integers, decimals, dates, times, timestamps, text, binary
    /// values and UUIDs. Integers of all widths, and timestamps of all units, have equal buckets when they are equal to the microsecond.
    /// </summary>
    /// <param name="count">How many buckets there are, from 1 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public static PartitionTransform Bucket(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new BucketTransform(count);
    }

    /// <summary>What stands behind the column's name in the name of the directory.</summary>
    internal abstract string NameSuffix { get; }

    /// <summary>The types of which there is a result, for messages.</summary>
    internal abstract string Sources { get; }

    /// <summary>What codes the values of a type that wraps no other; null where there is no result for it.</summary>
    internal abstract KeyColumn? CreateColumn(string name, IArrowType type);

    private static TimeTransform InZone(TimePeriod period, string zone)
    {
        ArgumentException.ThrowIfNullOrEmpty(zone);
        try
        {
            ZoneOffsets.Parse(zone);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}", nameof(zone), e);
        }

        return new(period, zone);
    }
}
