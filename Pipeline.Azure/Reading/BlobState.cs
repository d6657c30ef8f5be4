using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Reading;

/// <summary>What is at a path: the visible blob with the mark of the upload that it comes from, or nothing.</summary>
internal sealed record BlobState(ObjectMetadata? Metadata, string? Mark)
{
    public static BlobState Absent { get; } = new(null, null);
}
