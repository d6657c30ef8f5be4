using System.Globalization;
using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>Settles how an object is written. Building touches no store: the upload starts with the first bytes that leave the buffer.</summary>
public sealed class ObjectWriterBuilder
{
    /// <summary>Bytes that are collected before they go to the store, when nothing else is asked for: 10 MiB.</summary>
    public const int DefaultBufferSize = 10 * 1024 * 1024;

    private readonly CompressionType _compression;
    private readonly ObjectPath _path;
    private readonly IObjectStore _store;
    private readonly CompressionCodec _codec;

    /// <summary>A builder with the default buffer size and the codec's default level.</summary>
    /// <exception cref="ArgumentException">The path is the root of the store.</exception>
    public ObjectWriterBuilder(CompressionType compression, ObjectPath path, IObjectStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (path.IsRoot)
            throw new ArgumentException("The root of a store is no object; give a path.", nameof(path));

        _compression = compression;
        _codec = CompressionCodec.For(compression);
        _path = path;
        _store = store;
    }

    /// <summary>Compressed bytes that are collected before they go to the store, at least 1. Default null: <see cref="DefaultBufferSize"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? BufferSize
    {
        get;
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), value, "A buffer size is at least 1 byte; null means 10 MiB.");

            field = value;
        }
    }

    /// <summary>The codec's level. Default null: the codec's own default; see <see cref="CompressionType"/> for the levels that there are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The codec has no such level.</exception>
    public int? CompressionLevel
    {
        get;
        set
        {
            _codec.ResolveLevel(value);
            field = value;
        }
    }

    /// <summary>How the compressed bytes are laid out. Default <see cref="CompressionFraming.Independent"/>; irrelevant without compression.</summary>
    public CompressionFraming Framing { get; set; }

    /// <summary>What must hold for the object to become visible. Default <see cref="PutCondition.IfAbsent"/>: nothing is replaced.</summary>
    public PutCondition Condition { get; set; } = PutCondition.IfAbsent;

    /// <summary>What the object carries besides its bytes. Default null: nothing.</summary>
    public UploadOptions? UploadOptions { get; set; }

    /// <summary>Whether <see cref="ObjectWriter.Checksum"/> is computed. Default false.</summary>
    public bool ComputesChecksum { get; set; }

    /// <summary>Sets <see cref="BufferSize"/>; null restores the default.</summary>
    public ObjectWriterBuilder WithBufferSize(int? bufferSize)
    {
        BufferSize = bufferSize;
        return this;
    }

    /// <summary>Sets <see cref="CompressionLevel"/>; null restores the default.</summary>
    public ObjectWriterBuilder WithCompressionLevel(int? compressionLevel)
    {
        CompressionLevel = compressionLevel;
        return this;
    }

    /// <summary>Sets <see cref="Framing"/>.</summary>
    public ObjectWriterBuilder WithFraming(CompressionFraming framing)
    {
        Framing = framing;
        return this;
    }

    /// <summary>A writer with these settings; the builder can be used again.</summary>
    public ObjectWriter Build()
        => new(
            _store,
            _path,
            Condition,
            UploadOptions,
            ObjectEncoder.Create(_codec, _codec.ResolveLevel(CompressionLevel), Framing),
            BufferSize ?? DefaultBufferSize)
        {
            ComputesChecksum = ComputesChecksum,
        };

    /// <summary>All settings, and where the object goes.</summary>
    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"ObjectWriterBuilder {{ Path = {_path}, Store = {_store.Description}, Compression = {_compression}, "
            + $"CompressionLevel = {CompressionLevel?.ToString(CultureInfo.InvariantCulture) ?? "default"}, Framing = {Framing}, "
            + $"BufferSize = {BufferSize ?? DefaultBufferSize} }}");
}
