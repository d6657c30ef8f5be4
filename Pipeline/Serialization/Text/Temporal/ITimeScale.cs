namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>A time unit as a type, so that divisions by it are by a constant.</summary>
internal interface ITimeScale
{
    static abstract long PerSecond { get; }
}
