using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>A small object that a write puts once everything else of it is visible.</summary>
internal sealed record FinalObject(ObjectPath Path, string Text);
