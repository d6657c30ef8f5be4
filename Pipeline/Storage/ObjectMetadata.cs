namespace DataflowWrite.Storage;

/// <summary>What a store says about one visible object. Compared by path, size and ETag.</summary>
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

    /// <summary>When the object became visible or last changed, by the store's clock; null where an answer does not tell it.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>What <see cref="UploadOptions.Metadata"/> gave it; null but from <see cref="IObjectStore.HeadAsync"/> of a store that keeps it.</summary>
    public IReadOnlyDictionary<string, string>? UserMetadata { get; init; }

    /// <inheritdoc/>
    public bool Equals(ObjectMetadata? other)
        => other is not null && Path == other.Path && Size == other.Size && ETag == other.ETag;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Size, ETag);
}
