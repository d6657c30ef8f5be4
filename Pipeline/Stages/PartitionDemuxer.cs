using Apache.Arrow;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>Splits batches by partition key; each partition rotates its files by itself.</summary>
internal sealed class PartitionDemuxer(PartitionSplitter splitter, long maxRowsPerFile) : IDemuxer
{
    private readonly Dictionary<PartitionKey, FileRotation> _rotations = [];
    private readonly FileOrdinals _ordinals = new();

    public bool SplitsRows => true;

    public IEnumerable<PartitionSlice> Split(RecordBatch rows, SharedBatch owner)
    {
        var pieces = splitter.Split(rows);
        var next = 0;
        try
        {
            while (next < pieces.Count)
            {
                var piece = pieces[next++];
                using var gathered = new SharedBatch(piece.Rows);
                foreach (var slice in BatchPlacement.Cut(gathered.Rows, gathered, piece.Key, RotationOf(piece.Key)))
                    yield return slice;
            }
        }
        finally
        {
            while (next < pieces.Count)
                pieces[next++].Rows.Dispose();
        }
    }

    private FileRotation RotationOf(PartitionKey key)
    {
        if (!_rotations.TryGetValue(key, out var rotation))
            _rotations.Add(key, rotation = new(maxRowsPerFile, _ordinals));

        return rotation;
    }
}
