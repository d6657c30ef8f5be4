namespace DataflowWrite.Storage;

/// <summary>
/// The token of an upload: enough for any process that reaches the store to commit or abort it. It holds no credentials and
/// serializes to one line of JSON.
/// </summary>
/// <param name="Path">The final path.</param>
/// <param name="Size">The size in bytes once it is prepared.</param>
/// <param name="State">What the store needs to find the upload again (a temporary name, an upload id, part ETags); its keys belong to the store.</param>
public sealed partial record PendingObject(ObjectPath Path, long Size, IReadOnlyDictionary<string, string> State);
