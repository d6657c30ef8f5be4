namespace DataflowWrite.S3.Uploads;

/// <summary>What the completion of an upload needs to know of a part.</summary>
internal readonly record struct SentPart(string ETag, string? Checksum);
