using System.ComponentModel;

namespace DataflowWrite.Columns.Building;

/// <summary>The columns that a file keeps of a record, or the members of a nested one, where they are written as text. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordColumns
{
    private protected RecordColumns()
    {
    }

    /// <summary>What writes the next column, if that has this name; null if the file has no such column. Asked for in the order of the members.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="converter">How values of the member are stored.</param>
    /// <exception cref="ArgumentException">The column is of another type.</exception>
    public abstract MemberText<T>? Find<T>(string name, ColumnConverter<T> converter);
}
