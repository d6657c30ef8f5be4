namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>How the buffers inside an Arrow IPC file or stream are compressed, each by itself.</summary>
public enum ArrowIpcCompression
{
    /// <summary>Not at all: a reader can map the file into memory and use it as it is.</summary>
    None,

    /// <summary>LZ4 frames, levels 1 to 12, by default 1.</summary>
    Lz4,

    /// <summary>Zstandard frames, levels 1 to 22, by default 3.</summary>
    Zstd,
}
