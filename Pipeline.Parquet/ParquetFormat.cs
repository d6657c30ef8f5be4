using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Parquet.Writing;
using DataflowWrite.Serialization;

namespace DataflowWrite.Parquet;

/// <summary>
/// Parquet files, written by Arrow C++ through ParquetSharp. Set it as <c>DatasetWriteOptions.Format</c>. Immutable, thread-safe, reusable.
/// <para>
/// The bytes of a file depend on its rows and the options, never on the number of threads. The columns of a row group are encoded in parallel when the write may use
/// as many threads as the machine has processors, because the native pool has that many; a write that is told to use fewer encodes one file by one thread.
/// </para>
/// </summary>
public sealed class ParquetFormat : StatefulFormat
{
    private readonly ParquetOptions _options;
    private readonly ConditionalWeakTable<Schema, FileSchema> _schemas = [];

    /// <summary>Parquet with the given options, or the defaults of <see cref="ParquetOptions"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or two contradict each other.</exception>
    public ParquetFormat(ParquetOptions? options = null)
        : base("parquet", "parquet")
    {
        _options = OptionsCheck.Checked(options ?? new());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options name a column that the files do not have, or that they do not fit.</exception>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here; the message says what to do.</exception>
    public override void Validate(Schema writerSchema)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        SchemaOf(writerSchema);
    }

    /// <inheritdoc/>
    public override IFileEncoder CreateEncoder(Schema writerSchema, FileEncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        ArgumentNullException.ThrowIfNull(settings);
        return new ParquetEncoder(writerSchema, SchemaOf(writerSchema), _options, settings);
    }

    // What follows from a schema is worked out once, however many files have it.
    private FileSchema SchemaOf(Schema writerSchema)
    {
        NativeLibraryCheck.ThrowIfMissing();
        return _schemas.GetValue(writerSchema, schema => FileSchema.Create(schema, _options));
    }
}
