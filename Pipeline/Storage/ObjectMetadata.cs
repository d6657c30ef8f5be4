namespace DataflowWrite.Storage;

/// <summary>What a store says about one visible object.</summary>
/// <param name="Path">The object's path in its store.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ETag">The store's version mark of this content, or null where the store has none.</param>
public sealed record ObjectMetadata(ObjectPath Path, long Size, string? ETag);
