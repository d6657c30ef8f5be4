namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>
/// How Arrow IPC files (<see cref="FileFormat.ArrowFile"/>) and streams (<see cref="FileFormat.ArrowStream"/>) are written. Immutable.
/// <para>
/// Every Arrow type is written as itself, with the metadata of schema and fields; an extension type is its storage with the metadata that names it.
/// Dictionary columns stay dictionaries when their values change from batch to batch. The metadata version is V5, and buffers start at multiples of 64 bytes.
/// </para>
/// </summary>
public sealed record ArrowIpcOptions
{
    /// <summary>How buffers are compressed. Default <see cref="ArrowIpcCompression.Lz4"/>. A buffer that does not get smaller is stored as it is.</summary>
    public ArrowIpcCompression Compression { get; init; } = ArrowIpcCompression.Lz4;

    /// <summary>
    /// The level of the compression; must be null with <see cref="ArrowIpcCompression.None"/>. Default null: the codec's own, which
    /// <see cref="ArrowIpcCompression"/> states.
    /// </summary>
    public int? CompressionLevel { get; init; }

    /// <summary>Most rows of one record batch of the file; at least 1. Default 65,536.</summary>
    public int MaxRowsPerBatch { get; init; } = 65_536;

    /// <summary>
    /// Bytes in memory at which a record batch ends earlier; at least 1, and a single row may have more. Default 4 MiB. A batch over 2 GiB, which
    /// no reader in .NET or Java could take, is written as several whatever this says.
    /// </summary>
    public long MaxBytesPerBatch { get; init; } = 4 << 20;
}
