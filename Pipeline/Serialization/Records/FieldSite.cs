using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>The place of a field's values: the column's name, with those of the structs around it, and what stands around a value.</summary>
internal sealed record FieldSite(string Name, ValueFrame Frame, bool Nullable)
{
    /// <exception cref="InvalidDataException">The column does not allow nulls.</exception>
    public void WriteNull(ref Utf8Output output)
    {
        if (!Nullable)
            FieldErrors.ThrowNull(Name);

        output.Append(Frame.Null);
    }
}
