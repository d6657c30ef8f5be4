using DataflowWrite.Parquet.Reading;
using DataflowWrite.Sources;
using ParquetSharp;

namespace DataflowWrite.Parquet;

/// <summary>
/// Parquet files as an input: add it to the formats that a reader knows, <c>[.. InputFormat.Defaults, new ParquetInput()]</c>. Immutable and
/// thread-safe.
/// <para>
/// Types and metadata are those that the file states, with what Arrow's own schema in its footer adds. Of extension types, UUIDs and 8-bit
/// booleans are known, and others read as their storage; UUIDs that the file marks as such are known whoever wrote it. INT96 comes in
/// microseconds, smaller digits dropped. A column of Parquet's INTERVAL is refused, and a time of day that is marked as adjusted to UTC
/// loses the mark. One row group is read at a time and no column chunk is held whole, so that memory depends on
/// <see cref="FileSourceOptions.BatchSize"/> and on the pages of the file and not on its size. The files have to be plain files on the local disk, since Parquet is read from its
/// end. Rows are counted from the footer.
/// </para>
/// </summary>
public sealed class ParquetInput : InputFormat
{
    /// <summary>The rows of a batch where <see cref="FileSourceOptions.BatchSize"/> is null.</summary>
    public const int DefaultBatchSize = 16_384;

    private readonly Func<string, FileDecryptionProperties?>? _decryption;

    /// <summary>Parquet files in the clear, or encrypted ones.</summary>
    /// <param name="decryption">
    /// Called with the name of a file each time that it is opened; gives the properties that decrypt it, which are then disposed, or null for a file in
    /// the clear. Default null: no file is encrypted.
    /// </param>
    public ParquetInput(Func<string, FileDecryptionProperties?>? decryption = null)
        : base("parquet", "parquet", "parq")
        => _decryption = decryption;

    /// <inheritdoc/>
    public override bool StatesTypes => true;

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here; the message says what to do.</exception>
    protected override Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
    {
        NativeLibraryCheck.ThrowIfMissing();
        return Task.Run<FileSource>(
            () =>
            {
                var schemas = files.Select(file =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return InputFile.ReadSchema(file, _decryption);
                }).ToArray();
                return new ParquetSource(files, FileSchemas.Unify(files, schemas), options.BatchSize ?? DefaultBatchSize, _decryption);
            },
            cancellationToken).WaitAsync(cancellationToken);
    }
}
