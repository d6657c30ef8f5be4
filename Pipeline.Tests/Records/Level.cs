namespace DataflowWrite.Tests.Records;

public enum Level : byte
{
    Low,
    High = 200,
}
