using DataflowWrite.Annotations;

namespace DataflowWrite.Partitioning;

/// <summary>A partition field as the attribute of a member states it. For generated code.</summary>
public static class AnnotatedField
{
    /// <summary>The field.</summary>
    /// <param name="column">The column of the member.</param>
    /// <param name="transform">The transform of its values.</param>
    /// <param name="parameter">The width or the number of buckets; 0 for transforms that have neither.</param>
    /// <param name="timeZone">The time zone of years, months, days and hours of instants; null for UTC.</param>
    /// <exception cref="ArgumentException">The parameter is out of range, or there is no such time zone here.</exception>
    public static PartitionField Create(string column, Transform transform, int parameter, string? timeZone) => transform switch
    {
        Transform.Year => PartitionField.Year(column, timeZone),
        Transform.Month => PartitionField.Month(column, timeZone),
        Transform.Day => PartitionField.Day(column, timeZone),
        Transform.Hour => PartitionField.Hour(column, timeZone),
        Transform.Truncate => PartitionField.Truncate(column, parameter),
        Transform.Bucket => PartitionField.Bucket(column, parameter),
        _ => new(column, PartitionTransform.Identity),
    };
}
