namespace DataflowWrite.Storage;

/// <summary>What an object carries besides its bytes. Immutable.</summary>
public sealed record UploadOptions
{
    /// <summary>
    /// Names and values that are kept with the object, by stores with <see cref="StoreCapabilities.UserMetadata"/>; others pass over them. Names are of
    /// lower-case ASCII letters, digits and <c>-</c>, values of printable ASCII. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Bytes that the upload should keep in memory at the most, by stores with <see cref="StoreCapabilities.BuffersUploads"/>: it waits for requests under way before it
    /// takes more. What the smallest requests need is kept all the same. Default null: as the store decides.
    /// </summary>
    public long? MaxBufferedBytes { get; init; }

    /// <summary>The media type that the store tells readers, by stores that keep one. Default null: the store's own default.</summary>
    public string? ContentType { get; init; }
}
