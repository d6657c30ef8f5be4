using System.Buffers;
using Apache.Arrow;

namespace DataflowWrite.Serialization;

/// <summary>
/// Turns the record batches of one file into its bytes, in order. One caller at a time. Disposing without <see cref="Finish"/> gives the
/// file up: nothing more comes out of it.
/// </summary>
/// <remarks>
/// The file's bytes are what the calls append to their outputs, one after the other. They depend on the rows, on how these are cut into batches and on
/// the calls of <see cref="Flush"/>, never on time or on the number of threads; the pipeline cuts at <see cref="RowsPerBatch"/> and
/// <see cref="BytesPerBatch"/>, whatever slices the rows arrive in.
/// </remarks>
public interface IFileEncoder : IDisposable
{
    /// <summary>Rows of the batches that the encoder wants; the last one of a file, or before a flush, may have fewer.</summary>
    int RowsPerBatch { get; }

    /// <summary>Bytes in memory at which a batch ends earlier; a single row may have more.</summary>
    long BytesPerBatch { get; }

    /// <summary>About the bytes, native ones included, that the encoder holds for rows that it has not put out yet; what a flush would give back.</summary>
    long BufferedBytes { get; }

    /// <summary>
    /// About the bytes that it keeps until the file ends, whatever is flushed: the values of a dictionary, say. Where they get too many, the pipeline ends the
    /// file and begins another one, unless a single file is written.
    /// </summary>
    long RetainedBytes => 0;

    /// <summary>
    /// Takes more rows. The batch stays the caller's, who may dispose it after the call. What is ready is appended to <paramref name="output"/>,
    /// perhaps nothing. When it throws, the file cannot be finished.
    /// </summary>
    /// <exception cref="ArgumentException">The batch has other columns than the schema; the message names the first.</exception>
    /// <exception cref="InvalidDataException">A value cannot be written, or an array is damaged; the message names the column.</exception>
    void Append(RecordBatch batch, IBufferWriter<byte> output);

    /// <summary>Puts out what is buffered, because memory is short: a row group ends here. Does nothing where nothing is buffered.</summary>
    void Flush(IBufferWriter<byte> output);

    /// <summary>Ends the file. A file without rows is valid too and keeps the schema.</summary>
    void Finish(IBufferWriter<byte> output);
}
