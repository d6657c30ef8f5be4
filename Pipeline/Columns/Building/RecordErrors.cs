namespace DataflowWrite.Columns.Building;

/// <summary>What is said about values that cannot be converted.</summary>
internal static class RecordErrors
{
    public static RecordValueException UnexpectedNull(int row)
        => new("", row, "the value is null, and the member allows no null. Declare it nullable, or give it a value.");

    public static RecordValueException Value(int row, string problem) => new("", row, problem);
}
