namespace DataflowWrite.Serialization.Records;

/// <summary>The columns that a file keeps of a record, or the members of a nested one.</summary>
internal sealed class TextColumns(RecordColumn[] columns)
{
    private int _found;

    /// <summary>The next column if it has this name; null if the file has no such column. Asked for in the record's order.</summary>
    public RecordColumn? Find(string name)
        => _found < columns.Length && columns[_found].Name == name ? columns[_found++] : null;

    /// <summary>Says whether every column was found.</summary>
    /// <exception cref="ArgumentException">One was not; the message names it.</exception>
    public void CheckFound()
    {
        if (_found < columns.Length)
            throw FieldErrors.Misplaced(columns[_found].Name);
    }
}
