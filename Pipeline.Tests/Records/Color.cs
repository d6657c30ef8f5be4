namespace DataflowWrite.Tests.Records;

public enum Color
{
    Red = 1,
    Green,
    Blue,
}
