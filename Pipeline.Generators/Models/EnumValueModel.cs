namespace DataflowWrite.Generators.Models;

/// <summary>A value of an enum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number, where code may not name it; null otherwise.</param>
internal sealed record EnumValueModel(string Name, string? Number);
