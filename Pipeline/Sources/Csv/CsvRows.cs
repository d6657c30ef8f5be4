using System.Text;
using System.Text.Unicode;

namespace DataflowWrite.Sources.Csv;

/// <summary>
/// The data rows of one CSV file: blank lines and the header are gone, and the number of fields is right.
/// </summary>
/// <param name="reader">The records of the file; owned by this object.</param>
/// <param name="options">How they are written.</param>
/// <param name="mayLackNames">Whether a file may have no header at all, since the caller declares columns.</param>
/// <param name="names">
/// The column names in the order of the dataset, or null when this file is the first and tells them.
/// </param>
internal sealed class CsvRows(CsvReader reader, CsvSourceOptions options, bool mayLackNames, string[]? names) : IAsyncDisposable
{
    private readonly byte[] _nullText = Encoding.UTF8.GetBytes(options.NullText);
    private int[]? _columns;

    public CsvReader Reader => reader;

    /// <summary>The column names, or null as long as no file has told them.</summary>
    public string[]? Names => names;

    /// <summary>For each field of this file's rows, the place of its column among <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> ColumnOfField => _columns;

    /// <summary>Moves to the next data row in the buffer; false when more bytes are needed.</summary>
    public bool TryRead()
    {
        while (reader.TryRead())
        {
            if (reader.IsBlank && names is not { Length: 1 })
                continue;

            if (_columns is null && TakeHeader())
                continue;

            if (reader.FieldCount != _columns!.Length)
                throw reader.RowError($"the row has {reader.FieldCount} fields where {_columns.Length} are expected; "
                    + "look for a missing or superfluous delimiter, or for a quote.");

            return true;
        }

        return false;
    }

    /// <summary>Brings more bytes; false at the end of the file.</summary>
    /// <exception cref="SourceFormatException">
    /// The file has ended without a header, and the caller has declared no schema.
    /// </exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (await reader.FillAsync(cancellationToken).ConfigureAwait(false))
            return true;

        if (_columns is null && !mayLackNames)
            throw new SourceFormatException(reader.File.Name, 0, null,
                $"{reader.File.Name} is empty: it has no {(options.Header ? "header" : "row")} to name the columns. Leave it out, or declare "
                + "the columns with --schema.");

        return false;
    }

    public bool IsNull(CsvField field)
        => !field.Quoted && field.Length == _nullText.Length && (field.Length == 0 || reader.Text(field).SequenceEqual(_nullText));

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    /// <summary>
    /// Maps the fields to columns by the first row; true when that was a header, false when it is data.
    /// </summary>
    private bool TakeHeader()
    {
        if (!options.Header)
        {
            names ??= [.. Enumerable.Range(1, reader.FieldCount).Select(n => $"column_{n}")];
            _columns = [.. Enumerable.Range(0, names.Length)];
            return false;
        }

        // A quote cannot stand within a field that does not begin with one.
        if (reader.Fields is [{ Quoted: false } field, ..] && reader.Text(field).StartsWith("{\""u8))
            throw reader.RowError("the header is a JSON object; let the file's name end in .jsonl, or give --input-format jsonl.");

        var header = ReadNames();
        names ??= header;
        _columns = System.Array.ConvertAll(header, name => System.Array.IndexOf(names, name));
        var extra = header.Except(names, StringComparer.Ordinal).ToArray();
        var missing = names.Except(header, StringComparer.Ordinal).ToArray();
        if (extra.Length + missing.Length > 0)
            throw reader.RowError($"the header does not name the columns of the files before it: {Difference(missing, extra)}. "
                + "Give all files the same columns, in any order.");

        return true;
    }

    private string[] ReadNames()
    {
        var header = new string[reader.FieldCount];
        for (var i = 0; i < header.Length; i++)
        {
            if (!Utf8.IsValid(reader.Text(reader.Fields[i])))
                throw reader.RowError($"field {i + 1} of the header is not UTF-8 text; convert the file to UTF-8.");

            header[i] = Encoding.UTF8.GetString(reader.Text(reader.Fields[i]));
            if (System.Array.IndexOf(header, header[i], 0, i) is var first and >= 0)
                throw reader.RowError($"the header names the columns {first + 1} and {i + 1} both '{header[i]}'; rename one.");
        }

        return header;
    }

    private static string Difference(string[] missing, string[] extra)
        => string.Join("; ", new[] { Listed("missing", missing), Listed("not expected", extra) }.Where(part => part.Length > 0));

    private static string Listed(string what, string[] columns)
        => columns.Length == 0 ? "" : $"{what} {string.Join(", ", columns.Select(column => $"'{column}'"))}";
}
