namespace DataflowWrite.Storage;

/// <summary>What a store says about one visible object.</summary>
public sealed record ObjectMetadata
{
    /// <summary>The metadata of one object.</summary>
    public ObjectMetadata(ObjectPath path, long size, string? eTag) => (Path, Size, ETag) = (path, size, eTag);

    /// <summary>The object's path in its store.</summary>
    public ObjectPath Path { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The store's version mark of this content, or null where the store has none.</summary>
    public string? ETag { get; init; }
}
