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
        IReadOnlyList<SourceFile> files, CsvSourceOptions dialect, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var sample = new CsvSample();
        foreach (var file in files)
        {
            if (sample.IsFull(options))
                break;

            var reader = new CsvReader(file, file.OpenSample(), (byte)dialect.Delimiter, (byte)dialect.Quote);
            var rows = new CsvRows(reader, dialect, options.Schema.Count > 0, sample.Names);
            await using var closing = rows.ConfigureAwait(false);
            await sample.AddAsync(rows, options, cancellationToken).ConfigureAwait(false);
        }

        return sample;
    }

    private bool IsFull(FileSourceOptions options)
        => _rows >= (options.InferTypes ? options.SampleRows : 1) || _bytes >= options.SampleBytes;

    private async Task AddAsync(CsvRows rows, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var before = _bytes;
        do
        {
            while (rows.TryRead())
            {
                AddRow(rows);
                _rows++;
                _bytes = before + rows.Reader.BytesRead;
                if (IsFull(options))
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
