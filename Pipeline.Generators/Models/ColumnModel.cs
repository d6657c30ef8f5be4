namespace DataflowWrite.Generators.Models;

/// <summary>A member as a column.</summary>
internal sealed record ColumnModel
{
    /// <summary>The name of the member.</summary>
    public required string Member { get; init; }

    /// <summary>The name of the column.</summary>
    public required string Name { get; init; }

    public required ConverterModel Converter { get; init; }

    public EquatableArray<MetadataModel> Metadata { get; init; }

    /// <summary>Whether a row that is read takes the value; a computed one does not.</summary>
    public bool IsRead { get; init; }
}
