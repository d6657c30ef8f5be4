namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>An enum of which one name is that of a number.</summary>
public enum Mood
{
    Calm,
    Größe = 7,
    NaN = -1,
}
