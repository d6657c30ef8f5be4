using Apache.Arrow;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>Splits batches by partition key; each partition rotates its files by itself.</summary>
internal sealed class PartitionDemuxer(PartitionSplitter splitter, long maxRowsPerFile) : IDemuxer
{
    private readonly Dictionary<PartitionKey, FileRotation> _rotations = [];
    private readonly FileOrdinals _ordinals = new();

    public IEnumerable<PartitionSlice> Split(RecordBatch batch)
    {
        foreach (var piece in splitter.Split(batch))
        {
            using var rows = piece.Rows;
            foreach (var slice in BatchPlacement.Cut(rows, piece.Key, RotationOf(piece.Key)))
                yield return slice;
        }
    }

    private FileRotation RotationOf(PartitionKey key)
    {
        if (!_rotations.TryGetValue(key, out var rotation))
            _rotations.Add(key, rotation = new(maxRowsPerFile, _ordinals));

        return rotation;
    }
}
