using System.Globalization;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>
/// The token of an upload: the mark, from which the ids of its blocks follow, and how many they are, with what the blob is to carry. An
/// empty blob has one block for its token alone, so that it can be told whether it is still pending.
/// </summary>
internal sealed record BlockToken
{
    private const string MarkKey = "upload";
    private const string BlocksKey = "blocks";
    private const string ContentTypeKey = "content-type";
    private const string TierKey = "tier";
    private const string MetadataPrefix = "metadata:";
    private const string TagPrefix = "tag:";

    public required ObjectPath Path { get; init; }

    public required string Mark { get; init; }

    /// <summary>How many blocks were staged; 0 for an upload that was found by listing, which may be unfinished.</summary>
    public required int Blocks { get; init; }

    public required long Size { get; init; }

    public string? ContentType { get; init; }

    public string? Tier { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The blocks of the blob, in their order.</summary>
    public IEnumerable<string> BlockList => Enumerable.Range(0, Size == 0 ? 0 : Blocks).Select(number => BlockIds.Make(Mark, number));

    /// <summary>The token of what a pending object says; null when another store has made it.</summary>
    public static BlockToken? TryParse(PendingObject pending)
    {
        var state = pending.State;
        if (!state.TryGetValue(MarkKey, out var mark) || !BlockIds.IsMark(mark) || !state.TryGetValue(BlocksKey, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) || blocks > BlockSizes.MaxBlocks)
            return null;

        return new()
        {
            Path = pending.Path,
            Mark = mark,
            Blocks = blocks,
            Size = pending.Size,
            ContentType = state.GetValueOrDefault(ContentTypeKey),
            Tier = state.GetValueOrDefault(TierKey),
            Metadata = WithPrefix(state, MetadataPrefix),
            Tags = WithPrefix(state, TagPrefix),
        };
    }

    public PendingObject ToPending()
    {
        var state = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MarkKey] = Mark,
            [BlocksKey] = Blocks.ToString(CultureInfo.InvariantCulture),
        };
        if (ContentType is not null)
            state.Add(ContentTypeKey, ContentType);
        if (Tier is not null)
            state.Add(TierKey, Tier);
        foreach (var (name, value) in Metadata)
            state.Add(MetadataPrefix + name, value);
        foreach (var (name, value) in Tags)
            state.Add(TagPrefix + name, value);

        return new(Path, Size, state);
    }

    private static Dictionary<string, string> WithPrefix(IReadOnlyDictionary<string, string> state, string prefix)
        => state.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
