using System.Text;
using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Appends the rows of one JSON Lines file to batches.</summary>
internal sealed class JsonRowReader : IRowReader
{
    private readonly JsonLineReader _reader;
    private readonly SourceColumn[] _columns;
    private readonly JsonKinds[] _accepted;
    private readonly byte[][] _names;
    private readonly Dictionary<string, int> _index;
    private readonly long[] _seenInRow;
    private long _row;

    public JsonRowReader(JsonLineReader reader, SourceColumn[] columns, JsonKinds[] accepted)
    {
        _reader = reader;
        _columns = columns;
        _accepted = accepted;
        _names = System.Array.ConvertAll(columns, column => Encoding.UTF8.GetBytes(column.Name));
        _index = columns.Select((column, i) => (column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
        _seenInRow = new long[columns.Length];
    }

    public long BytesRead => _reader.BytesRead;

    public bool TryReadInto(BatchBuilder batch)
    {
        if (!_reader.TryRead())
            return false;

        _row++;
        try
        {
            AppendValues(batch.Columns);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw _reader.Broken(e);
        }

        for (var i = 0; i < _columns.Length; i++)
            if (_seenInRow[i] != _row)
                batch.Columns[i].AppendNull();

        batch.EndRow();
        return true;
    }

    public ValueTask<bool> FillAsync(CancellationToken cancellationToken) => _reader.FillAsync(cancellationToken);

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private void AppendValues(ReadOnlySpan<ColumnBuilder> builders)
    {
        var json = _reader.OpenObject();
        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var i = Find(ref json, expected);
            if (_seenInRow[i] == _row)
                throw _reader.Error(_columns[i].Name, "the key occurs twice in the object; write it once.");

            _seenInRow[i] = _row;
            expected = i + 1;
            var text = _reader.ReadValue(ref json, out var kind);
            if (kind == JsonKinds.None)
                builders[i].AppendNull();
            else if ((_accepted[i] & kind) == 0)
                throw _reader.Error(_columns[i].Name, Unexpected(i, kind));
            else if (!builders[i].TryAppend(text))
                throw _reader.Error(_columns[i].Name, _columns[i].Misfit(text));
        }

        // Reads the end of the line: anything behind the object is an error.
        json.Read();
    }

    /// <summary>Objects of one file mostly have their keys in one order.</summary>
    private int Find(ref Utf8JsonReader json, int expected)
    {
        if (expected < _names.Length && json.ValueTextEquals(_names[expected]))
            return expected;

        var name = json.GetString()!;
        return _index.TryGetValue(name, out var i)
            ? i
            : throw _reader.Error(name, $"the key does not occur in the sample at the beginning. {SourceColumn.AdviceFor(name)}");
    }

    private string Unexpected(int i, JsonKinds kind)
        => _columns[i].Inferred
            ? $"{JsonLineReader.Describe(kind)} stands where the sample at the beginning shows only "
                + $"{JsonLineReader.Describe(_accepted[i])}. {SourceColumn.AdviceFor(_columns[i].Name)}"
            : $"{JsonLineReader.Describe(kind)} does not fit {SchemaText.FormatType(_columns[i].Type)}, which the schema declares.";
}
