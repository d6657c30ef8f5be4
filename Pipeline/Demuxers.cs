using Apache.Arrow;
using DataflowWrite.Stages;

namespace DataflowWrite;

/// <summary>Chooses the demux policy that options ask for.</summary>
internal static class Demuxers
{
    public static IDemuxer For(DatasetWriteOptions options, Schema schema, bool foldsCase, bool isSingle = false)
    {
        var maxRows = isSingle ? long.MaxValue : options.MaxRowsPerFile ?? DatasetWriteOptions.DefaultMaxRowsPerFile;
        if (options.PartitionBy.Count > 0)
            return new PartitionDemuxer(
                new(options.PartitionBy, schema, options.KeepPartitionColumns, options.KeyText, foldsCase), maxRows);

        var inTurn = !isSingle && options.FileOrder == FileOrder.RoundRobin;
        return new RowCountDemuxer(inTurn ? options.MinParallelFiles : 1, maxRows);
    }
}
