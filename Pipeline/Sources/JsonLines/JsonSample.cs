using System.Text.Json;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>
/// What the beginning of the files says: the union of the keys in the order of their first appearance, and their types.
/// </summary>
internal sealed class JsonSample
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<JsonColumn> _columns = [];
    private long _rows;
    private long _bytes;

    public IReadOnlyList<JsonColumn> Columns => _columns;

    /// <summary>True when the sample holds every row of every file.</summary>
    public bool IsComplete { get; private set; }

    public static async Task<JsonSample> ReadAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var sample = new JsonSample();
        foreach (var file in files)
        {
            if (sample.IsFull(options))
                break;

            var reader = new JsonLineReader(file, file.OpenSample());
            await using var closing = reader.ConfigureAwait(false);
            await sample.AddAsync(reader, options, cancellationToken).ConfigureAwait(false);
        }

        sample.IsComplete = !sample.IsFull(options);
        return sample;
    }

    private bool IsFull(FileSourceOptions options) => _rows >= options.SampleRows || _bytes >= options.SampleBytes;

    private async Task AddAsync(JsonLineReader reader, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var before = _bytes;
        do
        {
            while (reader.TryRead())
            {
                AddRow(reader);
                _rows++;
                _bytes = before + reader.BytesRead;
                if (IsFull(options))
                    return;
            }
        }
        while (await reader.FillAsync(cancellationToken).ConfigureAwait(false));
    }

    private void AddRow(JsonLineReader reader)
    {
        try
        {
            var json = reader.OpenObject();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var column = ColumnOf(json.GetString()!);
                var text = reader.ReadValue(ref json, out var kind);
                column.Add(kind, text);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw reader.Broken(e);
        }
    }

    private JsonColumn ColumnOf(string name)
    {
        if (_index.TryGetValue(name, out var index))
            return _columns[index];

        _index.Add(name, _columns.Count);
        _columns.Add(new(name));
        return _columns[^1];
    }
}
