namespace DataflowWrite.Annotations;

/// <summary>Marks a member that is no column. Rows that are read have its default value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IgnoreColumnAttribute : Attribute;
