namespace DataflowWrite.S3;

/// <summary>How an <see cref="S3ObjectStore"/> works, and what its objects carry. Immutable; checked when the store is made.</summary>
public sealed record S3ObjectStoreOptions
{
    /// <summary>The smallest <see cref="PartSize"/>: what S3 takes for all parts but the last.</summary>
    public const long MinPartSize = 5L << 20;

    /// <summary>The largest <see cref="PartSize"/>: what S3 takes.</summary>
    public const long MaxPartSize = 5L << 30;

    private const long DefaultPartSize = 8L << 20;
    private const int DefaultPartsInFlight = 4;
    private const int DefaultConcurrentRequests = 64;

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>
    /// Bytes in the first parts of an upload, from 5 MiB to 5 GiB. Default 8 MiB. The size doubles after each 900 parts, so that 10,000 parts, which is
    /// what S3 takes, reach 5 TiB and more.
    /// </summary>
    public long PartSize { get; init; } = DefaultPartSize;

    /// <summary>
    /// All parts but the last are of <see cref="PartSize"/>, for stores that ask for that (Cloudflare R2); the largest object is then 10,000 of them.
    /// Default false.
    /// </summary>
    public bool EqualParts { get; init; }

    /// <summary>
    /// Parts of one upload on their way at once, at least 1, while another one fills. Default 4. Parts that have grown count for more: no more than
    /// 4 × <see cref="PartSize"/> × this many bytes, or one part, are on their way.
    /// </summary>
    public int PartsInFlight { get; init; } = DefaultPartsInFlight;

    /// <summary>
    /// Requests of the whole store at once, at least 1. Default 64. Throttling halves the number, and success brings it back step by step.
    /// </summary>
    public int MaxConcurrentRequests { get; init; } = DefaultConcurrentRequests;

    /// <summary>How often a request is tried, and with which waits.</summary>
    public S3RetryOptions Retry { get; init; } = new();

    /// <summary>The checksum of each part. Default <see cref="S3Checksum.Crc32C"/>.</summary>
    public S3Checksum Checksum { get; init; }

    /// <summary>
    /// The server honours <c>If-None-Match</c> and <c>If-Match</c>, on a put and on the completion of an upload. Default true. Set false where it does not, as
    /// Ceph before 20 (which passes over the condition of a completion without a word): the store then looks before it writes, which does not tell racing
    /// writers apart, and says so in its capabilities.
    /// </summary>
    public bool ConditionalWrites { get; init; } = true;

    /// <summary>Encryption at rest. Default null: as the bucket says.</summary>
    public S3ServerEncryption? Encryption { get; init; }

    /// <summary>The storage class, as <c>STANDARD_IA</c>. Default null: the bucket's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The tags of each object. Default none.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = Nothing;

    /// <summary>The media type of objects whose upload states none. Default null: the store's own default.</summary>
    public string? ContentType { get; init; }

    /// <summary>Metadata of each object; what an upload states of the same name wins. Names and values as for <see cref="Storage.UploadOptions.Metadata"/>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Nothing;
}
