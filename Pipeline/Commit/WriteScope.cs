namespace DataflowWrite.Commit;

/// <summary>What a replacing write covers: canonical partition paths, or null for the whole dataset.</summary>
internal static class WriteScope
{
    public static bool Overlaps(IReadOnlyList<string>? first, IReadOnlyList<string>? second)
        => first is null || second is null || first.ToHashSet(StringComparer.Ordinal).Overlaps(second);
}
