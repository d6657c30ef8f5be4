using DataflowWrite.Compression;

namespace DataflowWrite.Stages;

/// <summary>
/// The byte budget of a write in its parts. Rows wait for rows only, and bytes on their way to the store for nothing that waits
/// for rows: so flushing always makes progress. A reserve for what the threads have in their hands belongs to no part.
/// </summary>
internal sealed class WriteMemory
{
    private const long LeastParts = 16 << 20;

    /// <summary>A chunk of rows becomes at most about twice as many bytes, in a buffer whose size is a power of two.</summary>
    private const long ChunkInHand = 2 * ChunkLane.ChunkTarget;

    /// <summary>Two requests of a store that gathers bytes for them, and what they wait for.</summary>
    private const long LeastUploads = 24 << 20;

    private const int ShareOfUploads = 4;

    private readonly ByteBudget _whole;

    private readonly bool _encodesFiles;

    /// <param name="total">The whole budget.</param>
    /// <param name="codec">What compresses the files as a whole.</param>
    /// <param name="threads">Threads that serialize, encode and compress.</param>
    /// <param name="encodesFiles">Whether the format is a stateful one, whose open files buffer rows.</param>
    /// <param name="buffersUploads">Whether uploads of the store keep bytes.</param>
    public WriteMemory(long total, CompressionCodec codec, int threads, bool encodesFiles = false, bool buffersUploads = false)
    {
        _encodesFiles = encodesFiles;
        var parts = total - Reserve(codec, threads, encodesFiles);
        var uploads = buffersUploads ? Math.Max(LeastUploads, parts / ShareOfUploads) : 0;
        parts -= uploads;
        var frames = Math.Max(parts / 8, codec.FrameBufferSize);
        var others = parts - (2 * frames);
        _whole = new(total);
        Rows = new(others / 3 * 2, _whole);
        PartialFrames = new(frames, _whole);
        Output = new(others / 3, _whole);
        Uploads = buffersUploads ? new(uploads, _whole) : null;
    }

    /// <summary>Batches from their admission until they are serialized.</summary>
    public ByteBudget Rows { get; }

    /// <summary>
    /// Serialized bytes that wait until a frame is full, the state of open stream compressors, or what encoders keep until their file ends. Full frames come on top of the output that
    /// they are made of, so that twice this part is set aside.
    /// </summary>
    public ByteBudget PartialFrames { get; }

    /// <summary>Serialized and compressed bytes on their way to the store.</summary>
    public ByteBudget Output { get; }

    /// <summary>Bytes that uploads keep until they are enough for a request, or that requests carry; null where the store keeps none.</summary>
    public ByteBudget? Uploads { get; }

    /// <summary>Bytes in use now.</summary>
    public long Used => _whole.Used;

    /// <summary>Bytes that were in use at once, at the most.</summary>
    public long HighWater => _whole.HighWater;

    /// <summary>How many of the files that may be open have room for what each of them holds, for its compression or its encoder; at least one.</summary>
    public int LanesFor(int maxOpenFiles, long heldByEach)
    {
        if (_encodesFiles)
            return (int)Math.Clamp(Rows.Capacity / EncodedLane.ShareOfRows, 1, maxOpenFiles);

        return heldByEach == 0 ? maxOpenFiles : (int)Math.Clamp(PartialFrames.Capacity / heldByEach, 1, maxOpenFiles);
    }

    /// <summary>The smallest budget that a write with this codec and so many threads can keep.</summary>
    public static long Minimum(CompressionCodec codec, int threads, bool encodesFiles = false, bool buffersUploads = false)
        => LeastParts + codec.FrameBufferSize + Reserve(codec, threads, encodesFiles) + (buffersUploads ? LeastUploads : 0);

    /// <summary>
    /// Each thread has a chunk in its hands, or a frame, room for twice its size to compress it into, and what the codec takes for it; or a
    /// batch for an encoder.
    /// </summary>
    private static long Reserve(CompressionCodec codec, int threads, bool encodesFiles)
        => threads * (encodesFiles ? EncodedLane.BatchInHand : ChunkInHand + (2L * codec.FrameBufferSize) + codec.FrameStateBytes);
}
