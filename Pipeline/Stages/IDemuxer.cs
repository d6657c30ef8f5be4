using Apache.Arrow;

namespace DataflowWrite.Stages;

/// <summary>
/// Decides which rows go to which file, from the input in its order and from nothing else. Used by one thread at a time.
/// </summary>
internal interface IDemuxer
{
    /// <summary>True when the rows of a batch may go to as many slices as there are rows; false when a batch makes one, or a few at the ends of files.</summary>
    bool SplitsRows { get; }

    /// <summary>
    /// Rows as slices, at most one for each file, each in input order. No rows make no slice.
    /// </summary>
    /// <param name="rows">The batch of <paramref name="owner"/>, or a view of it.</param>
    /// <param name="owner">What the slices keep alive as long as they use its memory.</param>
    IEnumerable<PartitionSlice> Split(RecordBatch rows, SharedBatch owner);
}
