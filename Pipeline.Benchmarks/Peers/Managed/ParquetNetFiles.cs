using DataflowWrite.Benchmarks.Workloads;
using Parquet;
using Parquet.Schema;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Parquet.Net from whole columns of .NET values, with row groups of at most as many rows as the others have.</summary>
internal sealed class ParquetNetFiles : IPeer
{
    private const int RowGroupRows = 1_048_576;

    private ParquetNetColumn[] _columns = [];
    private int _rows;

    public string Version => LibraryVersion.Of(typeof(ParquetWriter));

    public void Load(Workload workload, LapRequest request)
    {
        var batches = workload.Batches(request.Rows);
        _rows = batches.Sum(batch => batch.Length);
        _columns = [.. batches[0].Schema.FieldsList.Select((field, i) => ParquetNetColumn.Of(field, [.. batches.Select(batch => batch.Column(i))]))];
        foreach (var batch in batches)
            batch.Dispose();
    }

    public async ValueTask WriteAsync(RaceCell cell, string output)
    {
        var options = new ParquetOptions
        {
            CompressionMethod = cell.Format.Codec == "snappy" ? CompressionMethod.Snappy : CompressionMethod.Zstd,
            // The default level takes minutes with zstd.
            CompressionLevel = System.IO.Compression.CompressionLevel.Fastest,
        };
        var file = File.Create(output);
        await using (file.ConfigureAwait(false))
        {
            var writer = await ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(column => column.Field)), file, options).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
                for (var start = 0; start < _rows; start += RowGroupRows)
                    await WriteAsync(writer, start, Math.Min(RowGroupRows, _rows - start)).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
    }

    private async Task WriteAsync(ParquetWriter writer, int start, int count)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in _columns)
            await column.WriteAsync(group, start, count).ConfigureAwait(false);
    }
}
