using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>What the token of a prepared upload holds: its id, its parts and the mark of its object.</summary>
/// <param name="UploadId">The id that the store gave the upload.</param>
/// <param name="Mark">What the object's metadata says once it is visible; null when the token was found by listing.</param>
/// <param name="Parts">The parts from number 1 on.</param>
internal sealed record UploadToken(string UploadId, string? Mark, IReadOnlyList<SentPart> Parts)
{
    private const string UploadKey = "s3-upload";
    private const string MarkKey = "mark";
    private const string PartsKey = "parts";
    private const string ListedKey = "listed";
    private const char PartSeparator = ',';
    private const char ChecksumSeparator = ' ';

    /// <summary>The token of an upload that was found by listing: it aborts, and cannot commit.</summary>
    public static PendingObject Listed(ObjectPath path, string uploadId)
        => new(path, 0, new Dictionary<string, string> { [UploadKey] = uploadId, [ListedKey] = "true" });

    public static UploadToken Read(PendingObject pending, string store)
    {
        var state = pending.State;
        if (!state.TryGetValue(UploadKey, out var uploadId))
            throw Calls.S3Errors.ForeignToken(pending.Path, store);

        if (state.ContainsKey(ListedKey))
            return new(uploadId, null, []);

        return state.TryGetValue(MarkKey, out var mark) && state.TryGetValue(PartsKey, out var parts) && parts.Length > 0
            ? new(uploadId, mark, [.. parts.Split(PartSeparator).Select(ReadPart)])
            : throw Calls.S3Errors.ForeignToken(pending.Path, store);
    }

    public PendingObject ToPending(ObjectPath path, long size)
    {
        var parts = new StringBuilder();
        foreach (var part in Parts)
        {
            if (parts.Length > 0)
                parts.Append(PartSeparator);

            parts.Append(part.ETag);
            if (part.Checksum is not null)
                parts.Append(ChecksumSeparator).Append(part.Checksum);
        }

        return new(path, size, new Dictionary<string, string> { [UploadKey] = UploadId, [MarkKey] = Mark!, [PartsKey] = parts.ToString() });
    }

    private static SentPart ReadPart(string text)
        => text.IndexOf(ChecksumSeparator) is >= 0 and var end ? new(text[..end], text[(end + 1)..]) : new(text, null);
}
