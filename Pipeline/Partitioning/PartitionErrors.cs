namespace DataflowWrite.Partitioning;

/// <summary>What is said when a partition key cannot become a directory name.</summary>
internal static class PartitionErrors
{
    private const int ShownCharacters = 60;

    public static void ThrowIfRefused(string name, string? text, bool foldsCase)
    {
        var reason = text switch
        {
            null => "is null, for which",
            "" => "is the empty string, for which",
            _ when PartitionPath.ReadsAsNull(text, foldsCase) => $"is '{text}', which some readers take for null and for which",
            _ when foldsCase && text.AsSpan().ContainsAnyInRange('A', 'Z')
                => $"is '{Shorten(text)}' with upper-case letters, for which on a store that folds case",
            _ => null,
        };

        if (reason is not null)
            throw new InvalidDataException(
                $"Partition column '{name}' has a value that {reason} readers differ. " +
                "Replace it in the input, or allow it with KeyText.Encode.");
    }

    public static InvalidDataException SegmentTooLong(string name, string segment, int bytes) => new(
        $"Partition column '{name}' has a value whose directory name takes {bytes:N0} bytes, over the limit of " +
        $"{PartitionPath.MaxSegmentBytes}: '{Shorten(segment)}'. Partition by a shorter column.");

    public static InvalidDataException NotUnicode(string name) => new(
        $"Partition column '{name}' has a value that is not valid Unicode text and cannot name a directory. " +
        "Correct the input, or make the column binary, which is written as hexadecimal digits.");

    public static InvalidDataException OutOfRange(string name, string type, long value, string expected) => new(
        $"Partition column '{name}' has the {type} {value}, which is out of range: {expected}. Correct the input.");

    private static string Shorten(string text)
        => text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
}
