using System.Buffers;

namespace DataflowWrite.Compression.Xz;

/// <summary>
/// xz by the system's liblzma where there is one, and else by our own encoder, whose files are larger or smaller by some percent. Each of
/// them gives the same bytes every time.
/// </summary>
internal sealed class XzCodec(Func<Liblzma?> load) : CompressionCodec
{
    /// <summary>
    /// Uncompressed bytes of an independent stream, and of a block that is compressed here. More would be denser, and a write that is
    /// cancelled waits for the frames that are being compressed: some seconds for these.
    /// </summary>
    public const int BlockSize = 2 << 20;

    /// <summary>What a file may ask for; <c>xz -9</c> asks for 64 MiB.</summary>
    public const int MaxDictionary = 512 << 20;

    private const string ManagedSwitch = "DataflowWrite.ManagedXz";

    // Whoever does not use it does not load it.
    private readonly Lazy<Liblzma?> _library = new(load);

    public override string Name => "xz";

    public override string Extension => ".xz";

    public override string Library => _library.Value is { } library ? $"liblzma {library.Version}" : "managed";

    public override int MinLevel => 0;

    public override int MaxLevel => 9;

    public override int DefaultLevel => 6;

    public override int FrameSize => BlockSize;

    /// <summary>Eleven and a half times the dictionary, which is not larger than the frame.</summary>
    public override long FrameStateBytes => 23L << 20;

    /// <summary>What the manual of xz gives for its levels.</summary>
    public override long StreamStateBytes(int level) => level switch
    {
        0 => 3L << 20,
        1 => 9L << 20,
        2 => 17L << 20,
        3 => 32L << 20,
        4 => 48L << 20,
        <= 6 => 94L << 20,
        7 => 186L << 20,
        8 => 370L << 20,
        _ => 674L << 20,
    };

    /// <summary>By liblzma where it is found, unless the switch asks for the same bytes on all machines.</summary>
    public static XzCodec Create()
        => new(() => AppContext.TryGetSwitch(ManagedSwitch, out var managed) && managed ? null : Liblzma.TryLoad());

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        if (_library.Value is { } library)
        {
            output.Advance(library.Encode(source, level, output.GetSpan(library.BoundOf(source.Length))));
            return;
        }

        var writer = new XzWriter(output, level);
        writer.WriteHeader();
        if (!source.IsEmpty)
            writer.WriteBlock(source);

        writer.WriteEnd();
    }

    public override Stream CreateCompressor(Stream destination, int level)
        => _library.Value is { } library ? new LiblzmaWriteStream(destination, library, level) : new XzWriteStream(destination, level);

    public override Stream CreateDecompressor(Stream source)
        => _library.Value is { } library ? new LiblzmaReadStream(source, library) : new XzReadStream(source);
}
