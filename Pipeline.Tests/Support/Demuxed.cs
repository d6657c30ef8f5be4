using Apache.Arrow;
using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Support;

internal static class Demuxed
{
    /// <summary>The slices of a batch, whose own reference is given back: they alone keep it alive.</summary>
    public static List<PartitionSlice> Split(IDemuxer demuxer, RecordBatch batch)
    {
        using var owner = new SharedBatch(batch);
        return [.. demuxer.Split(batch, owner)];
    }
}
