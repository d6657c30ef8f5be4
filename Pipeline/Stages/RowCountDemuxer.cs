using Apache.Arrow;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>Gives whole batches to a number of files in turn; a file that is full makes place for the next one.</summary>
internal sealed class RowCountDemuxer : IDemuxer
{
    private readonly FileRotation[] _places;
    private int _next;

    public RowCountDemuxer(int parallelFiles, long maxRowsPerFile)
    {
        var ordinals = new FileOrdinals();
        _places = [.. Enumerable.Range(0, parallelFiles).Select(_ => new FileRotation(maxRowsPerFile, ordinals))];
    }

    public bool SplitsRows => false;

    public IEnumerable<PartitionSlice> Split(RecordBatch rows, SharedBatch owner)
    {
        if (rows.Length == 0)
            return [];

        var place = _places[_next];
        _next = (_next + 1) % _places.Length;
        return BatchPlacement.Cut(rows, owner, PartitionKey.None, place);
    }
}
