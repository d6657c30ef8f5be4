namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The parts of time that rows are put together by.</summary>
internal enum TimePeriod
{
    Year,
    Month,
    Day,
    Hour,
}
