using System.Globalization;
using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>Describes one object to be written, compressed on the way. Building it touches no store.</summary>
public sealed class ObjectWriterBuilder
{
    /// <summary>The buffer where none is set: 10 MiB.</summary>
    public const int DefaultBufferSize = 10 << 20;

    private int? _bufferSize;
    private int? _compressionLevel;

    /// <summary>Names the object; everything else has a default.</summary>
    public ObjectWriterBuilder(CompressionType compression, ObjectPath path, IObjectStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (path.IsRoot)
            throw new ArgumentException("The root of a store is no object; name one.", nameof(path));

        CompressionCodec.For(compression);
        Compression = compression;
        Path = path;
        Store = store;
    }

    /// <summary>How the bytes are compressed.</summary>
    public CompressionType Compression { get; }

    /// <summary>The path of the object.</summary>
    public ObjectPath Path { get; }

    /// <summary>The store that it goes to.</summary>
    public IObjectStore Store { get; }

    /// <summary>
    /// Compressed bytes that are gathered before the store gets them. Null, the default, stands for <see cref="DefaultBufferSize"/>. The buffer
    /// grows as it is needed, and a larger write passes it by.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? BufferSize
    {
        get => _bufferSize;
        set => _bufferSize = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A buffer takes at least 1 byte; null stands for the default of 10 MiB.");
    }

    /// <summary>The codec's level. Null, the default, stands for the codec's own default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The codec has no such level.</exception>
    public int? CompressionLevel
    {
        get => _compressionLevel;
        set
        {
            CompressionCodec.For(Compression).ResolveLevel(value);
            _compressionLevel = value;
        }
    }

    /// <summary>The layout of the compressed bytes. Default <see cref="CompressionFraming.Independent"/>; irrelevant without compression.</summary>
    public CompressionFraming Framing { get; set; }

    /// <summary>What must hold for the object to become visible. Default <see cref="PutCondition.IfAbsent"/>: nothing is replaced.</summary>
    public PutCondition Condition { get; set; } = PutCondition.IfAbsent;

    /// <summary>Sets <see cref="BufferSize"/>.</summary>
    public ObjectWriterBuilder WithBufferSize(int? bufferSize)
    {
        BufferSize = bufferSize;
        return this;
    }

    /// <summary>Sets <see cref="CompressionLevel"/>.</summary>
    public ObjectWriterBuilder WithCompressionLevel(int? compressionLevel)
    {
        CompressionLevel = compressionLevel;
        return this;
    }

    /// <summary>A writer with the settings of this moment. The store is not asked for anything yet.</summary>
    public ObjectWriter Build() => new(this);

    /// <summary>All settings, with the values that null stands for.</summary>
    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"ObjectWriterBuilder {{ Path = {Path}, Store = {Store.Description}, Compression = {Compression}, "
            + $"Level = {CompressionCodec.For(Compression).ResolveLevel(CompressionLevel)}, Framing = {Framing}, "
            + $"BufferSize = {BufferSize ?? DefaultBufferSize} }}");
}
