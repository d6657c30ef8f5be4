using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>Text files, whose rows are read one after the other into the builders of a batch.</summary>
internal abstract class TextFileSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, int? batchSize)
    : FileSource(files, new Schema(columns.Select(column => column.Field), null))
{
    private const int MaxBatchBytes = 16 << 20;

    private readonly int _batchSize = batchSize ?? FileSourceOptions.DefaultTextBatchSize;

    protected SourceColumn[] Columns => columns;

    protected abstract IRowReader OpenRows(SourceFile file, Stream stream);

    protected override async IAsyncEnumerable<RecordBatch> ReadBatchesAsync(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var builder = new BatchBuilder(Schema, System.Array.ConvertAll(columns, column => column.CreateBuilder()));
        var rows = OpenRows(file, OpenRead(file));
        await using var closing = rows.ConfigureAwait(false);
        var limit = (long)MaxBatchBytes;
        do
        {
            while (rows.TryReadInto(builder))
            {
                if (builder.Rows < _batchSize && rows.BytesRead < limit)
                    continue;

                cancellationToken.ThrowIfCancellationRequested();
                yield return builder.Build();
                limit = rows.BytesRead + MaxBatchBytes;
            }
        }
        while (await rows.FillAsync(cancellationToken).ConfigureAwait(false));

        if (builder.Rows > 0)
            yield return builder.Build();
    }
}
