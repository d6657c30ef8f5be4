using Apache.Arrow;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Checks that nested arrays stay inside their children.</summary>
internal static class NestedData
{
    public static void CheckLength(string column, ArrayData child, long needed)
    {
        if (child.Length < needed)
            ThrowOutside(column, needed, child.Length);
    }

    public static void CheckRange(string column, long start, long end, int length)
    {
        if (start < 0 || end < start || end > length)
            ThrowOutside(column, end, length);
    }

    private static void ThrowOutside(string column, long needed, int length)
        => throw new InvalidDataException(
            $"Column '{column}': it refers to {needed:N0} nested values where there are {length:N0}; the array is damaged.");
}
