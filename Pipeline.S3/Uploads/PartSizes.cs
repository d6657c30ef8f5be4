namespace DataflowWrite.S3.Uploads;

/// <summary>How large each part of an upload is, by its number from 1.</summary>
internal sealed class PartSizes(long first, bool equal)
{
    /// <summary>What S3 takes.</summary>
    public const int MaxParts = 10_000;

    /// <summary>After so many parts the next ones are of twice the size: eleven doublings on the way to the last part.</summary>
    private const int PartsOfOneSize = 900;

    public bool AreEqual => equal;

    public long Of(int number)
        => equal ? first : Math.Min(first << ((number - 1) / PartsOfOneSize), S3ObjectStoreOptions.MaxPartSize);
}
