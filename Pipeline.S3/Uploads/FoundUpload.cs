using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>An upload as listing tells it.</summary>
internal readonly record struct FoundUpload(ObjectPath Path, string UploadId, DateTimeOffset? StartedAt);
