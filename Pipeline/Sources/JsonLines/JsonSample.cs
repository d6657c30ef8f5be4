using System.Text.Json;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>
/// What the beginning of the files says: the union of the keys in the order of their first appearance, and their types.
/// </summary>
internal sealed class JsonSample
{
    private const int LineDepth = -1;

    private readonly JsonShape _line = new(LineDepth);
    private long _rows;
    private long _bytes;

    public IReadOnlyList<(string Name, JsonShape Shape)> Columns => _line.Fields;

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
            _line.AddFields(ref json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw reader.Broken(e);
        }
    }
}
