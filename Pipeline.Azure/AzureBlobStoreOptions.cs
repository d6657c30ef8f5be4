using Azure.Storage;
using Azure.Storage.Blobs.Models;

namespace DataflowWrite.Azure;

/// <summary>
/// How an <see cref="AzureBlobStore"/> sends bytes, how it tries again, and what its blobs carry. Immutable. An encryption scope or a
/// key of the customer's own is a setting of the client that the store is given.
/// </summary>
public sealed record AzureBlobStoreOptions
{
    /// <summary>The default of <see cref="BlockSize"/>.</summary>
    public const int DefaultBlockSize = 8 << 20;

    /// <summary>The largest block that is sent, since a block is held in one array: 1 GiB.</summary>
    public const int MaxBlockSize = 1 << 30;

    /// <summary>
    /// Bytes of the first 5,000 blocks of a blob. Each further 5,000 are twice as large, up to <see cref="MaxBlockSize"/>, so that the
    /// 50,000 blocks that a blob may have reach 19 TiB with the default of 8 MiB. From 64 KiB to 1 GiB. A blob that is smaller takes
    /// memory for its bytes only.
    /// </summary>
    public int BlockSize { get; init; } = DefaultBlockSize;

    /// <summary>
    /// Blocks of one upload that are on their way at once; a write waits while there are so many. Default 4. An upload holds at most so
    /// many blocks and the one that is being filled.
    /// </summary>
    public int BlocksInFlight { get; init; } = 4;

    /// <summary>
    /// Requests of the whole store that are on their way at once. Default 32. Each time that the service throttles, the store halves
    /// what it allows itself, and then takes it up again one by one, as requests succeed.
    /// </summary>
    public int MaxConcurrentRequests { get; init; } = 32;

    /// <summary>
    /// How often a request is sent before its failure is final. Default 6; 1 tries once. What a client that the caller gave does by
    /// itself comes on top, for each of them.
    /// </summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>
    /// The longest wait after the first failure of a request, doubled after each further one. Default 1 s. Each wait is a random time
    /// between half of it and the whole; where the service asks for a longer one by <c>Retry-After</c>, that comes on top.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts, also for a <c>Retry-After</c> that asks for more. Default 30 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The checksum that goes with each request that carries bytes, and that the service verifies before it takes them. Default
    /// <see cref="StorageChecksumAlgorithm.MD5"/>, which emulators know too; <see cref="StorageChecksumAlgorithm.StorageCrc64"/> costs
    /// less time, <see cref="StorageChecksumAlgorithm.None"/> leaves it to TLS.
    /// </summary>
    public StorageChecksumAlgorithm Checksum { get; init; } = StorageChecksumAlgorithm.MD5;

    /// <summary>The access tier of the blobs. Default null: the account's own.</summary>
    public AccessTier? AccessTier { get; init; }

    /// <summary>Index tags of the blobs, at most 10. Default none. Setting them needs the permission to write tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The media type of blobs for which an upload states none. Default null: <c>application/octet-stream</c>, as the service has it.
    /// </summary>
    public string? ContentType { get; init; }

    internal void Validate()
    {
        InRange(BlockSize, 64 << 10, MaxBlockSize, nameof(BlockSize));
        InRange(BlocksInFlight, 1, 1000, nameof(BlocksInFlight));
        InRange(MaxConcurrentRequests, 1, 100_000, nameof(MaxConcurrentRequests));
        InRange(MaxAttempts, 1, 1000, nameof(MaxAttempts));
        InRange(RetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(RetryDelay));
        InRange(MaxRetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(MaxRetryDelay));
        InRange(Tags.Count, 0, 10, nameof(Tags));
    }

    private static void InRange<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
    }
}
