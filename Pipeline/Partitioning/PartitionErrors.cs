using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

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

    public static ArgumentException NotAKey(Field column, PartitionTransform transform)
    {
        if (column.DataType is IntervalType)
            return new($"Column '{column.Name}' is an interval, which has no one text, and cannot be a partition column. " +
                "Partition by a duration or a number.");

        PartitionTransform[] all =
        [
            PartitionTransform.Identity, PartitionTransform.Year, PartitionTransform.Month, PartitionTransform.Day, PartitionTransform.Hour,
            PartitionTransform.Truncate(1), PartitionTransform.Bucket(1),
        ];
        string[] possible =
        [
            .. all.Where(other => LayeredColumns.TryCreate(column, other) is not null).Select(other => other.ToString().Split('[')[0]),
        ];
        if (possible.Length == 0)
            return new($"Column '{column.Name}' is nested ({column.DataType.Name}) and cannot be a partition column. " +
                "Partition by one of its values in a column of its own.");

        return new($"Column '{column.Name}' is {ArrowTypes.NameOf(column.DataType)}, of which there is no {transform}: " +
            $"that is for {transform.Sources}. Of this column there is {string.Join(", ", possible)}.");
    }

    private static string Shorten(string text)
        => text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
}
