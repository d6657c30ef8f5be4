using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Csv;

/// <summary>What the beginning of the files says: the column names, and what their texts look like.</summary>
internal sealed class CsvSample
{
    private long _rows;
    private long _bytes;

    /// <summary>Null when every file is empty.</summary>
    public string[]? Names { get; private set; }

    public TextKinds[] Kinds { get; private set; } = [];

    public static async Task<CsvSample> ReadAsync(
        IReadOnlyList<SourceFile> files, CsvSourceOptions options, bool headerOnly, CancellationToken cancellationToken)
    {
        var sample = new CsvSample();
        foreach (var file in files)
        {
            if (sample.IsFull(options, headerOnly))
                break;

            var reader = new CsvReader(file, file.OpenSample(), (byte)options.Delimiter, (byte)options.Quote);
            var rows = new CsvRows(reader, options, sample.Names);
            await using var closing = rows.ConfigureAwait(false);
            await sample.AddAsync(rows, options, headerOnly, cancellationToken).ConfigureAwait(false);
        }

        return sample;
    }

    private bool IsFull(CsvSourceOptions options, bool headerOnly)
        => _rows >= (headerOnly ? 1 : options.SampleRows) || _bytes >= options.SampleBytes;

    private async Task AddAsync(CsvRows rows, CsvSourceOptions options, bool headerOnly, CancellationToken cancellationToken)
    {
        var before = _bytes;
        do
        {
            while (rows.TryRead())
            {
                AddRow(rows);
                _rows++;
                _bytes = before + rows.Reader.BytesRead;
                if (IsFull(options, headerOnly))
                    return;
            }

            Take(rows);
        }
        while (await rows.FillAsync(cancellationToken).ConfigureAwait(false));
    }

    private void AddRow(CsvRows rows)
    {
        Take(rows);
        var fields = rows.Reader.Fields;
        for (var i = 0; i < fields.Length; i++)
            if (!rows.IsNull(fields[i]))
                Kinds[rows.ColumnOfField[i]] |= TextKind.Of(rows.Reader.Text(fields[i]));
    }

    private void Take(CsvRows rows)
    {
        if (Names is not null || rows.Names is null)
            return;

        Names = rows.Names;
        Kinds = new TextKinds[Names.Length];
    }
}
