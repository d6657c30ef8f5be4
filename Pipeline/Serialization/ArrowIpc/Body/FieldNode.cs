namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Rows and nulls of one array of a message.</summary>
internal readonly record struct FieldNode(long Length, long NullCount);
