using System.Buffers;
using Apache.Arrow;

namespace DataflowWrite.Serialization;

/// <summary>
/// Turns the record batches of one file into bytes that can be concatenated in order. Stateless and thread-safe: the chunks of
/// one file are serialized in parallel, in any order, and written in theirs.
/// </summary>
public interface IBatchSerializer
{
    /// <summary>
    /// Appends the bytes of a batch to <paramref name="output"/>. The batch stays the caller's. When it throws, what it has
    /// appended so far is of no use.
    /// </summary>
    /// <param name="batch">Rows of the schema that the serializer was made for; zero rows are allowed.</param>
    /// <param name="initial">True for the first batch of a file only, whether or not it has rows: the place for a header.</param>
    /// <param name="output">Where the bytes go; owned by the caller.</param>
    /// <exception cref="ArgumentException">The batch has other columns than the schema; the message names the first.</exception>
    /// <exception cref="InvalidDataException">A value cannot be written, or an array is damaged; the message names the column.</exception>
    void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output);

    /// <summary>
    /// The bytes of a batch, for a serializer that has to wait for something. The pipeline awaits this form of a serializer
    /// that overrides it and calls <see cref="Serialize"/> of any other. The memory belongs to the caller until the next
    /// garbage collection frees it: do not hand out a pooled buffer.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>> SerializeAsync(RecordBatch batch, bool initial, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var output = new ArrayBufferWriter<byte>();
        Serialize(batch, initial, output);
        return ValueTask.FromResult(output.WrittenMemory);
    }
}
