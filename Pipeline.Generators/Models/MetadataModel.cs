namespace DataflowWrite.Generators.Models;

/// <summary>An entry of metadata.</summary>
internal sealed record MetadataModel(string Key, string Value);
