namespace DataflowWrite.Generators.Models;

/// <summary>An argument of a constructor.</summary>
/// <param name="Member">The member whose value it is; null for the default value of the type.</param>
/// <param name="Type">The type of the parameter.</param>
internal sealed record ArgumentModel(string? Member, string Type);
