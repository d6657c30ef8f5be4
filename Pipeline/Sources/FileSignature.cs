namespace DataflowWrite.Sources;

/// <summary>What the first bytes of a file say it is, whatever its name says.</summary>
/// <param name="What">The format, to stand in a sentence.</param>
/// <param name="Extension">How its files are called, with the dot; of a compression, what stands behind the extension of the format.</param>
internal readonly record struct FileSignature(string What, string Extension)
{
    /// <summary>Enough bytes to know any of them by.</summary>
    public const int Length = 16;

    private const int BinaryLimit = ' ';

    /// <summary>Null for text, and for what is not known. A text that begins with the letters of a signature is none.</summary>
    public static FileSignature? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, 8, ..] => new("gzip data", ".gz"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => new("zstd data", ".zst"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => new("xz data", ".xz"),
        [0x04, 0x22, 0x4D, 0x18, ..] => new("lz4 data", ".lz4"),
        [0xFF, 6, 0, 0, (byte)'s', (byte)'N', ..] => new("snappy data", ".sz"),
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
            or [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x17, 0x72, ..] => new("bzip2 data", ".bz2"),
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1' or (byte)'E', < BinaryLimit and not ((byte)'\n' or (byte)'\r' or (byte)'\t'), ..] => new("a Parquet file", ".parquet"),
        [(byte)'A', (byte)'R', (byte)'R', (byte)'O', (byte)'W', (byte)'1', 0, 0, ..] => new("an Arrow file", ".arrow"),
        [0xFF, 0xFF, 0xFF, 0xFF, ..] => new("an Arrow stream", ".arrows"),
        _ => null,
    };

    /// <summary>How the reader of the file can be told.</summary>
    public string Remedy(SourceFile file)
    {
        var isCompression = Extension is not (".parquet" or ".arrow" or ".arrows");
        var name = file.Extension is { Length: > 0 } format && isCompression ? $"{format}{Extension}" : Extension.TrimStart('.');
        return isCompression
            ? $"let its name end in .{name}, or say so as in --input-format {name}"
            : $"let its name end in {Extension}, or give --input-format {name}";
    }
}
