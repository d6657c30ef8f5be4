using Apache.Arrow;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>Arrow IPC with checked options.</summary>
internal sealed class ArrowIpcFormat : StatefulFormat
{
    private readonly ArrowIpcLayout _layout;
    private readonly ArrowIpcOptions _options;
    private readonly BufferCompression? _compression;

    public ArrowIpcFormat(ArrowIpcLayout layout, ArrowIpcOptions options)
        : base(layout == ArrowIpcLayout.File ? "arrow" : "arrows", layout == ArrowIpcLayout.File ? "arrow" : "arrows")
    {
        if (options.MaxRowsPerBatch < 1)
            throw new ArgumentException($"MaxRowsPerBatch {options.MaxRowsPerBatch} is less than 1.");
        if (options.MaxBytesPerBatch < 1)
            throw new ArgumentException($"MaxBytesPerBatch {options.MaxBytesPerBatch} is less than 1.");

        _layout = layout;
        _options = options;
        _compression = BufferCompression.For(options);
    }

    public override void Validate(Schema writerSchema)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        _ = IpcSchema.For(writerSchema, _layout);
    }

    public override IFileEncoder CreateEncoder(Schema writerSchema, FileEncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        ArgumentNullException.ThrowIfNull(settings);
        var compression = _compression is null ? null : new BodyCompression(_compression, settings.MaxDegreeOfParallelism);
        return new ArrowIpcEncoder(writerSchema, _layout, _options, compression);
    }
}
