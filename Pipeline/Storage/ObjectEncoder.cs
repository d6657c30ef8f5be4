using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>Turns the bytes of one object into those that are stored. One caller at a time.</summary>
internal abstract class ObjectEncoder : IDisposable
{
    /// <summary>Takes more bytes, and appends to the output what can be stored already.</summary>
    public abstract void Encode(ReadOnlySpan<byte> bytes, PooledBufferWriter output);

    /// <summary>Appends the rest. An object of no bytes still gets one valid member or frame.</summary>
    public abstract void Finish(PooledBufferWriter output);

    public abstract void Dispose();

    /// <summary>Null when the bytes are stored as they are.</summary>
    public static ObjectEncoder? Create(CompressionCodec codec, int level, CompressionFraming framing)
        => codec.Extension.Length == 0 ? null
            : framing == CompressionFraming.Single ? new SingleFrameEncoder(codec, level)
            : new IndependentFrameEncoder(codec, level);
}
