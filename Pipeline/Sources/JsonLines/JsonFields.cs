using System.Text;
using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>The keys of one object, that of a line or one within it, and the readers of their values.</summary>
/// <param name="values">The readers.</param>
/// <param name="names">The keys.</param>
/// <param name="path">The place of the object, or null for that of the line.</param>
/// <param name="column">The top-level column around it, or null for that of the line.</param>
internal sealed class JsonFields(JsonValue[] values, string[] names, string? path, string? column)
{
    private readonly byte[][] _names = System.Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    private readonly long[] _seenIn = new long[values.Length];
    private readonly Dictionary<string, int> _index
        = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    private long _object;

    /// <summary>Appends one value to each column, null for a key that the object lacks, and moves to its end.</summary>
    public void Append(JsonLineReader line, ref Utf8JsonReader json, ReadOnlySpan<ColumnBuilder> builders)
    {
        _object++;
        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var i = Find(line, ref json, expected);
            if (_seenIn[i] == _object)
                throw line.Error(values[i].Path, "the key occurs twice in the object; write it once.");

            _seenIn[i] = _object;
            expected = i + 1;
            json.Read();
            values[i].Append(line, ref json, builders[i]);
        }

        for (var i = 0; i < values.Length; i++)
            if (_seenIn[i] != _object)
                builders[i].AppendNull();
    }

    /// <summary>Objects of one file mostly have their keys in one order.</summary>
    private int Find(JsonLineReader line, ref Utf8JsonReader json, int expected)
    {
        if (expected < _names.Length && json.ValueTextEquals(_names[expected]))
            return expected;

        var name = json.GetString()!;
        return _index.TryGetValue(name, out var i)
            ? i
            : throw line.Error(path is null ? name : $"{path}.{name}",
                $"the key does not occur in the sample at the beginning. {SourceColumn.AdviceFor(column ?? name)}");
    }
}
