namespace DataflowWrite.Generators.Models;

/// <summary>A partition field.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Member">The name of the member.</param>
/// <param name="Transform">The name of a member of the enum Transform.</param>
/// <param name="Parameter">The width or the number of buckets; 0 where there is neither.</param>
/// <param name="TimeZone">The time zone, or null for UTC.</param>
/// <param name="Form">What is compared to know the key again.</param>
/// <param name="MarkedType">The type of the member, with the mark for nulls.</param>
/// <param name="IsNullable">Whether the member may be null.</param>
internal sealed record KeyModel(
    string Column, string Member, string Transform, int Parameter, string? TimeZone, KeyValueForm Form, string MarkedType, bool IsNullable);
