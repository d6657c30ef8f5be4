namespace DataflowWrite.Annotations;

/// <summary>
/// Marks a member whose values partition the dataset. The directories follow the members, or <see cref="Order"/> where it is given.
/// </summary>
/// <param name="transform">What is made of the value.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class PartitionKeyAttribute(Transform transform = Transform.Identity) : Attribute
{
    /// <summary>What is made of the value. Default <see cref="Transform.Identity"/>.</summary>
    public Transform Transform { get; } = transform;

    /// <summary>
    /// Keys that state an order come first, by it; no two state the same. Default: unset, the keys follow in the order of their members.
    /// </summary>
    public int Order { get; set; }

    /// <summary>The width of <see cref="Transform.Truncate"/>, at least 1; it has no other use.</summary>
    public int Width { get; set; }

    /// <summary>The number of buckets of <see cref="Transform.Bucket"/>, at least 1; it has no other use.</summary>
    public int Buckets { get; set; }

    /// <summary>The time zone in which years, months, days and hours of an instant are counted. Default null: UTC; a wall clock has none and goes as it shows.</summary>
    public string? TimeZone { get; set; }
}
