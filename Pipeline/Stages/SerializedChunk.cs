using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>Consecutive bytes of one file in a pooled buffer; whoever receives it disposes it.</summary>
public sealed class SerializedChunk : IDisposable
{
    private readonly PooledBufferWriter? _buffer;

    internal SerializedChunk(PooledBufferWriter? buffer, long rows, bool endsFile = false)
    {
        _buffer = buffer;
        RowCount = rows;
        EndsFile = endsFile;
    }

    /// <summary>The bytes, valid until the chunk is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer?.WrittenMemory ?? default;

    /// <summary>The rows that end in these bytes.</summary>
    public long RowCount { get; }

    /// <summary>True for the mark behind the last bytes of a file.</summary>
    internal bool EndsFile { get; }

    internal ByteCharge? Charge { get; init; }

    /// <summary>A chunk of a block of your own, between serializing and writing: one that encrypts, say. The bytes are copied.</summary>
    /// <param name="bytes">Consecutive bytes of one file.</param>
    /// <param name="rowCount">The rows that end in them: those of the chunks that they replace.</param>
    public static SerializedChunk Of(ReadOnlySpan<byte> bytes, long rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        var buffer = new PooledBufferWriter(Math.Max(1, bytes.Length));
        buffer.Write(bytes);
        return new(buffer, rowCount);
    }

    internal static SerializedChunk Nothing { get; } = new(null, 0);

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        _buffer?.Dispose();
        Charge?.Dispose();
    }
}
