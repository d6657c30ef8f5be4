namespace DataflowWrite.Annotations;

/// <summary>An entry of the metadata of the schema, or of the column on whose member it stands.</summary>
/// <param name="key">The key, once for each schema or column.</param>
/// <param name="value">The text.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter,
    AllowMultiple = true,
    Inherited = false)]
public sealed class SchemaMetadataAttribute(string key, string value) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The text.</summary>
    public string Value { get; } = value;
}
