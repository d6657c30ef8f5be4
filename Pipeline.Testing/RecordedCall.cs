using DataflowWrite.Storage;

namespace DataflowWrite.Testing;

/// <summary>A call that a <see cref="ScriptedObjectStore"/> got, whatever became of it.</summary>
/// <param name="Call">What was called.</param>
/// <param name="Path">The path of the object, or the prefix of a listing.</param>
public sealed record RecordedCall(StoreCall Call, ObjectPath Path);
