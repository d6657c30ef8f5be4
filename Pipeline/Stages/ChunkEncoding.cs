using DataflowWrite.Compression;

namespace DataflowWrite.Stages;

/// <summary>How the lanes of a stateless format make bytes of rows.</summary>
internal sealed record ChunkEncoding(
    ISliceSerializer Serializer, CompressionType Compression, int? CompressionLevel, CompressionFraming Framing)
{
    /// <summary>Learned from all files of the write.</summary>
    public OutputEstimate Estimate { get; } = new();

    /// <summary>Whether frames are compressed one by one, in parallel.</summary>
    public bool CutsFrames => Compression != CompressionType.None && Framing == CompressionFraming.Independent;

    /// <summary>Whether all rows of a file may be serialized at once. A stream compressor takes more memory than the rows of such a file, and so a lane with a charge for it.</summary>
    public bool FitsOneChunk(WholeFile file)
        => (CutsFrames || Compression == CompressionType.None)
            && file.Rows <= Estimate.MaxRows && Estimate.BytesOf(file.Rows, file.Bytes) <= ChunkLane.ChunkTarget;
}
