using Apache.Arrow;

namespace DataflowWrite.Columns.Statistics;

/// <summary>The smallest and the largest value seen. The order in which values are seen and parts are merged does not matter.</summary>
internal abstract class ColumnExtremes
{
    /// <summary>Null without values.</summary>
    public abstract ColumnBound? Min { get; }

    /// <summary>Null without values, and where no bound is left above one that was too long to keep.</summary>
    public abstract ColumnBound? Max { get; }

    /// <summary>Takes the values that are valid; positions are those in the array's buffers.</summary>
    public abstract void Observe(ArrayData data, ValidRuns runs);

    /// <summary>Takes what the extremes of another part of the same column have seen.</summary>
    public abstract void Merge(ColumnExtremes other);
}
