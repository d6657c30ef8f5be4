namespace DataflowWrite.Partitioning.Transforms;

/// <summary>A period of whole days.</summary>
internal interface IDayPeriod
{
    /// <summary>The number of the period that a day, counted from 1970-01-01, belongs to.</summary>
    static abstract long OfDay(long day);
}
