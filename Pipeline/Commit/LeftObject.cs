using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>An object that a failed write may have left, and why it could not be taken away.</summary>
internal sealed record LeftObject(ObjectPath Path, Exception Failure);
