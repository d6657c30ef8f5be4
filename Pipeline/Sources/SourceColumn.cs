using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>
/// A column as the source reads it: declared by the caller, inferred from the sample, or text as it stands.
/// </summary>
internal sealed record SourceColumn(string Name, IArrowType Type, bool Inferred)
{
    private const int ShownBytes = 80;

    public Field Field => new(Name, Type, nullable: true);

    public ColumnBuilder CreateBuilder() => ColumnBuilders.Create(Type, Inferred);

    /// <summary>What to say of a value that the column does not hold.</summary>
    public string Misfit(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, ShownBytes)]) + (value.Length > ShownBytes ? "…" : "");
        var type = SchemaText.FormatType(Type);
        if (Type is StringType)
            return $"'{text}' is not valid UTF-8; convert the file to UTF-8.";

        return Inferred
            ? $"'{text}' does not fit {type} without loss, which the sample at the beginning suggests. {AdviceFor(Name)}"
            : $"'{text}' does not fit {type}, which the schema declares; correct the value, or declare another type.";
    }

    /// <summary>What to do when the sample has misled.</summary>
    public static string AdviceFor(string name)
        => $"Declare the column, as in --schema '{SchemaText.FormatName(name)}:string', or look at more rows with --sample-rows.";
}
