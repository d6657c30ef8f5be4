namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>Where a message stands in a file: its start, its metadata with the eight bytes before it, and its body.</summary>
internal readonly record struct MessageBlock(long Offset, int MetadataLength, long BodyLength);
