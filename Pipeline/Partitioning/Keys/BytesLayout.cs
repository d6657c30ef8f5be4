namespace DataflowWrite.Partitioning.Keys;

/// <summary>Where an array of byte strings keeps them.</summary>
internal enum BytesLayout
{
    Offsets32,
    Offsets64,
    Views,
    Fixed,
}
