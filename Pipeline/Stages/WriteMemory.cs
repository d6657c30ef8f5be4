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
    private const long ChunkInHand = 2 * Lane.ChunkTarget;

    private readonly ByteBudget _whole;

    public WriteMemory(long total, CompressionCodec codec, int threads)
    {
        var parts = total - Reserve(codec, threads);
        var frames = Math.Max(parts / 8, codec.FrameBufferSize);
        var others = parts - (2 * frames);
        _whole = new(total);
        Rows = new(others / 3 * 2, _whole);
        PartialFrames = new(frames, _whole);
        Output = new(others / 3, _whole);
    }

    /// <summary>Batches from their admission until they are serialized.</summary>
    public ByteBudget Rows { get; }

    /// <summary>
    /// Serialized bytes that wait until a frame is full, or the state of open stream compressors. Full frames come on top of the output that
    /// they are made of, so that twice this part is set aside.
    /// </summary>
    public ByteBudget PartialFrames { get; }

    /// <summary>Serialized and compressed bytes on their way to the store.</summary>
    public ByteBudget Output { get; }

    /// <summary>Bytes in use now.</summary>
    public long Used => _whole.Used;

    /// <summary>Bytes that were in use at once, at the most.</summary>
    public long HighWater => _whole.HighWater;

    /// <summary>How many of the files that may be open have room for what each of them holds for its compression; at least one.</summary>
    public int LanesFor(int maxOpenFiles, long heldByEach)
        => heldByEach == 0 ? maxOpenFiles : (int)Math.Clamp(PartialFrames.Capacity / heldByEach, 1, maxOpenFiles);

    /// <summary>The smallest budget that a write with this codec and so many threads can keep.</summary>
    public static long Minimum(CompressionCodec codec, int threads) => LeastParts + codec.FrameBufferSize + Reserve(codec, threads);

    /// <summary>
    /// Each thread has a chunk in its hands, or a frame, room for twice its size to compress it into, and what the codec takes for it.
    /// </summary>
    private static long Reserve(CompressionCodec codec, int threads)
        => threads * (ChunkInHand + (2L * codec.FrameBufferSize) + codec.FrameStateBytes);
}
