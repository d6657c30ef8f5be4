using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Arrow IPC as record batches, by the rules of <see cref="InputFormat.ArrowFile"/>.</summary>
internal sealed class ArrowSource : FileSource
{
    private readonly IpcLayout _layout;
    private readonly int _batchSize;

    private ArrowSource(IReadOnlyList<SourceFile> files, Schema schema, IpcLayout layout, int? batchSize)
        : base(files, schema)
    {
        _layout = layout;
        _batchSize = batchSize ?? int.MaxValue;
    }

    public static async Task<ArrowSource> OpenAsync(
        IReadOnlyList<SourceFile> files, IpcLayout layout, int? batchSize, CancellationToken cancellationToken)
    {
        var schemas = new Schema[files.Count];
        for (var i = 0; i < schemas.Length; i++)
        {
            var stream = files[i].CanSeek ? files[i].OpenSeekable() : files[i].OpenSample();
            var reader = await IpcReader.OpenAsync(files[i], stream, Expected(files[i], layout), cancellationToken).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            schemas[i] = reader.Schema;
        }

        return new(files, FileSchemas.Unify(files, schemas), layout, batchSize);
    }

    public override async Task<long> CountRowsAsync(SourceFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var reader = await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await reader.CountRowsAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async IAsyncEnumerable<RecordBatch> ReadBatchesAsync(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var places = FileSchemas.Align(file, reader.Schema, Schema);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            var rows = FileSchemas.Conform(batch, Schema, places);
            if (rows.Length <= _batchSize)
            {
                yield return rows;
                continue;
            }

            for (var at = 0; at < rows.Length; at += _batchSize)
                yield return rows.Slice(at, Math.Min(_batchSize, rows.Length - at));
        }
    }

    /// <summary>Who writes to a pipe has no name to say which layout it is.</summary>
    private static IpcLayout Expected(SourceFile file, IpcLayout layout)
        => layout == IpcLayout.File && file.Length is null ? IpcLayout.Either : layout;

    private Task<IpcReader> OpenAsync(SourceFile file, CancellationToken cancellationToken)
        => IpcReader.OpenAsync(file, file.CanSeek ? OpenSeekable(file) : OpenRead(file), Expected(file, _layout), cancellationToken);
}
