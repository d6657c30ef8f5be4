namespace DataflowWrite.Generators.Models;

/// <summary>How values of one type become a column.</summary>
internal sealed record ConverterModel
{
    public required ConverterKind Kind { get; init; }

    /// <summary>The method of ColumnConverters that makes the converter, without the prefix for nulls.</summary>
    public required string Method { get; init; }

    /// <summary>The type of the values, fully qualified, without the mark for nulls.</summary>
    public required string Type { get; init; }

    public bool IsValueType { get; init; }

    public bool IsNullable { get; init; }

    public bool IsDictionary { get; init; }

    public bool Truncate { get; init; }

    /// <summary>The name of a member of Apache.Arrow.Types.TimeUnit.</summary>
    public string Unit { get; init; } = "Nanosecond";

    public string? TimeZone { get; init; }

    public int Precision { get; init; }

    public int Scale { get; init; }

    /// <summary>The type under an enum that is stored as a number, and the method that makes its converter.</summary>
    public string NumberType { get; init; } = "";

    public string NumberMethod { get; init; } = "";

    /// <summary>The values of an enum that is stored by name.</summary>
    public EquatableArray<EnumValueModel> EnumValues { get; init; }

    /// <summary>The items of a list, the values of a map.</summary>
    public ConverterModel? Item { get; init; }

    /// <summary>The type of the values with the mark for nulls.</summary>
    public string MarkedType => IsNullable ? Type + "?" : Type;
}
