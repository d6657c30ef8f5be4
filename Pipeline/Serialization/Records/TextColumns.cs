using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>The columns of one file.</summary>
internal sealed class TextColumns(RecordColumn[] columns) : RecordColumns
{
    private int _found;

    public override MemberText<T>? Find<T>(string name, ColumnConverter<T> converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        return _found < columns.Length && columns[_found].FieldName == name ? converter.CreateText(new TextMaker(columns[_found++])) : null;
    }

    /// <summary>Says whether every column was found.</summary>
    /// <exception cref="ArgumentException">One was not; the message names it.</exception>
    public void CheckFound()
    {
        if (_found < columns.Length)
            throw FieldErrors.Misplaced(columns[_found].FieldName);
    }
}
