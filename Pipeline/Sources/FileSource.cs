using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Sources;

/// <summary>
/// Files of one schema as a stream of record batches. One batch is in memory at a time, and no batch spans two files.
/// The caller disposes the batches. This is the base to derive from for a format of your own: a derived class settles
/// the schema before it is made, mostly with <see cref="FileSchemas.Unify"/>, and reads one file in
/// <see cref="ReadBatchesAsync"/> through <see cref="OpenRead"/> or <see cref="OpenSeekable"/>, which count the bytes. An
/// <see cref="InputFormat"/> creates it.
/// </summary>
public abstract class FileSource
{
    private readonly SourceCounter _counter = new();

    /// <summary>Keeps the files and the schema that every batch will have.</summary>
    protected FileSource(IReadOnlyList<SourceFile> files, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(schema);
        Files = files;
        Schema = schema;
    }

    /// <summary>The files in the order in which they are read.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The schema of every batch. All columns of text files are nullable.</summary>
    public Schema Schema { get; }

    /// <summary>Stored bytes of all files, or null when that is not known.</summary>
    public long? Length => Files.All(file => file.Length.HasValue) ? Files.Sum(file => file.Length) : null;

    /// <summary>Stored bytes read so far. May be asked by any thread.</summary>
    public long BytesRead => _counter.Bytes;

    /// <summary>The rows of all files in order.</summary>
    /// <exception cref="SourceFormatException">
    /// A file holds what the format or the schema does not; the message says where.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var file in Files)
            await foreach (var batch in ReadBatchesAsync(file, cancellationToken).ConfigureAwait(false))
                yield return batch;
    }

    /// <summary>The rows of one of the files.</summary>
    /// <exception cref="SourceFormatException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IAsyncEnumerable<RecordBatch> ReadFileAsync(SourceFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ReadBatchesAsync(file, cancellationToken);
    }

    /// <summary>
    /// The number of rows of one of the files. Reads them all, unless the format keeps the number and overrides this.
    /// </summary>
    /// <exception cref="SourceFormatException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public virtual async Task<long> CountRowsAsync(SourceFile file, CancellationToken cancellationToken = default)
    {
        var rows = 0L;
        await foreach (var batch in ReadFileAsync(file, cancellationToken).ConfigureAwait(false))
            using (batch)
                rows += batch.Length;

        return rows;
    }

    /// <summary>
    /// Reads one file: batches of <see cref="Schema"/> that the consumer owns, one at a time. A file whose columns are the
    /// same in another order is brought in line by <see cref="FileSchemas.Align"/> and <see cref="FileSchemas.Conform"/>.
    /// </summary>
    protected abstract IAsyncEnumerable<RecordBatch> ReadBatchesAsync(SourceFile file, CancellationToken cancellationToken);

    /// <summary>Opens the uncompressed bytes of a file from the beginning, to be read forward only and disposed.</summary>
    /// <exception cref="InvalidOperationException">A stream is opened a second time.</exception>
    protected Stream OpenRead(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Open(_counter);
    }

    /// <summary>Opens the bytes of a plain local file as a seekable stream, to be disposed.</summary>
    /// <exception cref="SourceFormatException">The file is compressed, a pipe or a stream.</exception>
    protected Stream OpenSeekable(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new CountingStream(file.OpenSeekable(), _counter);
    }

    /// <summary>Adds to <see cref="BytesRead"/> what was read past <see cref="OpenRead"/>, as by a native library.</summary>
    protected void CountBytes(long count) => _counter.Add(count);
}
