namespace DataflowWrite.Compression.Xz;

/// <summary>What the index of an xz stream says about a block: its stored length without padding, and that of its content.</summary>
internal readonly record struct XzBlockRecord(long UnpaddedSize, long ContentSize);
