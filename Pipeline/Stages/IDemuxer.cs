using Apache.Arrow;

namespace DataflowWrite.Stages;

/// <summary>
/// Decides which rows go to which file, from the input in its order and from nothing else. Used by one thread at a time.
/// </summary>
internal interface IDemuxer
{
    /// <summary>
    /// The rows of a batch as slices, at most one for each file, each in input order. The batch stays the caller's, and the slices
    /// outlive it. No rows make no slice.
    /// </summary>
    IEnumerable<PartitionSlice> Split(RecordBatch batch);
}
