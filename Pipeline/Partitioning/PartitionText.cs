using System.Buffers;
using System.Globalization;
using DataflowWrite.Partitioning.Transforms;

namespace DataflowWrite.Partitioning;

/// <summary>
/// Partition fields as texts: <c>country</c>, <c>day(at)</c>, <c>hour(at,'Europe/Vienna')</c>, <c>bucket(16,id) as shard</c>.
/// </summary>
internal static class PartitionText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",()\"");

    public static string Of(PartitionField field)
    {
        var column = Quote(field.SourceColumn);
        var text = field.Transform switch
        {
            TimeTransform { Zone: { } zone } t => $"{t.PeriodName}({column},'{zone}')",
            TimeTransform t => $"{t.PeriodName}({column})",
            TruncateTransform t => string.Create(CultureInfo.InvariantCulture, $"truncate({t.Width},{column})"),
            BucketTransform t => string.Create(CultureInfo.InvariantCulture, $"bucket({t.BucketCount},{column})"),
            _ => field.HasOwnName ? $"identity({column})" : column,
        };
        return field.HasOwnName ? $"{text} as {Quote(field.Name)}" : text;
    }

    private static string Quote(string name)
        => name.Length == 0 || name.AsSpan().ContainsAny(NeedQuotes) || name.Trim() != name
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : name;
}
