namespace DataflowWrite.Annotations;

/// <summary>
/// Marks a partial record, record struct, class or struct whose schema, column builders, serializers and reader the compiler writes. Each public property
/// or field is a column, those of base types first, then in the order in which they are written down.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BatchSerializableAttribute : Attribute
{
    /// <summary>How columns that state no name of their own are named after their members. Default <see cref="NamingPolicy.AsWritten"/>.</summary>
    public NamingPolicy Naming { get; set; }
}
