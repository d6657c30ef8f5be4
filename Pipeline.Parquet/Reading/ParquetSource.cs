using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DataflowWrite.Sources;
using ParquetSharp;

namespace DataflowWrite.Parquet.Reading;

/// <summary>Parquet files, one row group after the other. The native reader works on the thread pool, so that no caller waits in it.</summary>
internal sealed class ParquetSource(
    IReadOnlyList<SourceFile> files, Schema schema, int batchSize, Func<string, FileDecryptionProperties?>? decryption)
    : FileSource(files, schema)
{
    public override Task<long> CountRowsAsync(SourceFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Task.Run(
            () =>
            {
                using var input = InputFile.Open(file, OpenSeekable(file), batchSize, decryption);
                return input.RowCount;
            },
            cancellationToken);
    }

    protected override async IAsyncEnumerable<RecordBatch> ReadBatchesAsync(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var input = await Task.Run(() => InputFile.Open(file, OpenSeekable(file), batchSize, decryption), cancellationToken).ConfigureAwait(false);
        var places = FileSchemas.Align(file, input.Schema, Schema);
        for (var group = 0; group < input.RowGroupCount; group++)
        {
            using var batches = input.OpenRowGroup(group);
            var current = group;
            while (await Task.Run(() => NextAsync(input, batches, current, cancellationToken), cancellationToken).ConfigureAwait(false) is { } batch)
                yield return FileSchemas.Conform(batch, Schema, places);
        }
    }

    private static async Task<RecordBatch?> NextAsync(InputFile input, IArrowArrayStream batches, int group, CancellationToken cancellationToken)
    {
        try
        {
            var batch = await batches.ReadNextRecordBatchAsync(cancellationToken).ConfigureAwait(false);
            return batch is null ? null : ExtensionTypes.Restore(batch);
        }
        catch (Exception failure)
        {
            throw input.Explain(failure, group);
        }
    }
}
