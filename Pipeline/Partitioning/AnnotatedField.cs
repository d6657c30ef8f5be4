using DataflowWrite.Annotations;

namespace DataflowWrite.Partitioning;

/// <summary>A partition field as the attribute of a member states it. For generated code.</summary>
public static class AnnotatedField
{
    /// <summary>The field.</summary>
    /// <param name="column">The column of the member.</param>
    /// <param name="transform">The transform of its values.</param>
    /// <param name="parameter">The width or the number of buckets; 0 for transforms that have neither.</param>
    /// <param name="timeZone">The time zone of years, months, days and hours; null for UTC.</param>
    /// <exception cref="NotSupportedException">The transform is not there yet.</exception>
    public static PartitionField Create(string column, Transform transform, int parameter, string? timeZone) => transform == Transform.Identity
        ? new(column, PartitionTransform.Identity)
        : throw new NotSupportedException(
            $"Column '{column}': the transform {transform}({parameter}, {timeZone ?? "UTC"}) cannot be written yet. Partition by a member that holds its result.");
}
