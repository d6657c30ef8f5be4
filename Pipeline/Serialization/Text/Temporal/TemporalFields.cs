namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Which fields a pattern may have.</summary>
[Flags]
internal enum TemporalFields
{
    Date = 1,
    Time = 2,
    Offset = 4,
}
