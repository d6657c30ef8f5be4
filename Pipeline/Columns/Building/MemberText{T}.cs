using System.ComponentModel;

namespace DataflowWrite.Columns.Building;

/// <summary>Writes the values of one member as text, with what stands around them in their file. For generated code; one thread at a time uses it.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MemberText<T>
{
    private protected MemberText()
    {
    }

    /// <summary>Appends a value.</summary>
    /// <exception cref="InvalidDataException">The value cannot be written; the message names the column.</exception>
    public abstract void Write(ref Utf8Output output, T value);
}
