using System.Buffers;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization;

/// <summary>
/// Turns the records of one file into bytes that can be concatenated in order, the same bytes that the record batch of the same rows gives. Thread-safe.
/// </summary>
/// <typeparam name="T">The type of the records.</typeparam>
public interface IBatchSerializer<T>
{
    /// <summary>
    /// Appends the bytes of the rows to <paramref name="output"/>. When it throws, what it has appended so far is of no use.
    /// </summary>
    /// <param name="rows">The rows; none are allowed.</param>
    /// <param name="initial">True for the first rows of a file only, whether or not there are any: the place for a header.</param>
    /// <param name="output">Where the bytes go; owned by the caller.</param>
    /// <exception cref="RecordValueException">A column cannot hold a value; the message names column, row and value.</exception>
    /// <exception cref="InvalidDataException">A value cannot be written; the message names the column.</exception>
    void Serialize(RecordRows<T> rows, bool initial, IBufferWriter<byte> output);
}
