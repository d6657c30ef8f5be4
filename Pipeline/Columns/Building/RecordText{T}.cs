using System.ComponentModel;

namespace DataflowWrite.Columns.Building;

/// <summary>
/// Writes the members of a record, in the order of their columns: the base of what the compiler generates. It is made for the columns of one file
/// format; one thread at a time uses it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordText<T>
{
    /// <summary>Appends the members of one record.</summary>
    /// <exception cref="InvalidDataException">A value cannot be written; the message names the column.</exception>
    public abstract void Write(ref Utf8Output output, in T value);
}
