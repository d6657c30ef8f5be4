using System.Buffers;

namespace DataflowWrite.Serialization;

/// <summary>
/// Turns the records of one file into bytes that can be concatenated in order. Stateless and thread-safe: the chunks of one file are
/// serialized in parallel, in any order, and written in theirs.
/// </summary>
public interface IBatchSerializer<T>
{
    /// <summary>
    /// Appends the bytes of records to <paramref name="output"/>. When it throws, what it has appended so far is of no use.
    /// </summary>
    /// <param name="rows">The records; none are allowed.</param>
    /// <param name="initial">True for the first call of a file only, whether or not there are rows: the place for a header.</param>
    /// <param name="output">Where the bytes go; owned by the caller.</param>
    /// <exception cref="InvalidDataException">A value cannot be written; the message names the row and the column.</exception>
    void Serialize(ReadOnlySpan<T> rows, bool initial, IBufferWriter<byte> output);

    /// <summary>Appends the bytes of some of the records, in the order of the indices.</summary>
    /// <param name="rows">The records.</param>
    /// <param name="indices">Positions in <paramref name="rows"/>, in any order; none are allowed.</param>
    /// <param name="initial">True for the first call of a file only, whether or not there are rows: the place for a header.</param>
    /// <param name="output">Where the bytes go; owned by the caller.</param>
    /// <exception cref="InvalidDataException">A value cannot be written; the message names the row and the column.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is outside the records.</exception>
    void Serialize(ReadOnlySpan<T> rows, ReadOnlySpan<int> indices, bool initial, IBufferWriter<byte> output);
}
