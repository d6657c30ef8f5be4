using DataflowWrite.Compression;
using DataflowWrite.Storage;

namespace DataflowWrite.Sources;

/// <summary>One input: a file on the local disk, or a stream. Opened only while it is sampled or read.</summary>
public sealed class SourceFile
{
    private const string HadoopSnappy = ".snappy";

    private readonly Func<Stream> _open;
    private ReplayStream? _sampled;
    private LatePipe? _pipe;
    private bool _consumed;

    private SourceFile(string name, long? length, CompressionType compression, Func<Stream> open)
    {
        Name = name;
        Length = length;
        Compression = compression;
        _open = open;
    }

    /// <summary>The name for messages: the path as it was given.</summary>
    public string Name { get; }

    /// <summary>The stored bytes, or null when that is not known in advance.</summary>
    public long? Length { get; }

    /// <summary>How the bytes are compressed: for a file what its extension says (<c>.gz</c>, <c>.zst</c>, …).</summary>
    public CompressionType Compression { get; }

    /// <summary>
    /// The extension that names the format, before that of a compression: <c>csv</c> for <c>a.CSV.gz</c>, in lower case and
    /// without its dot; empty when there is none.
    /// </summary>
    public string Extension => Path.GetExtension(WithoutCompression(Name)).TrimStart('.').ToLowerInvariant();

    /// <summary>The path of a file on the local disk, or null for a stream. It may be compressed, or a pipe.</summary>
    public string? LocalPath { get; private init; }

    /// <summary>Whether <see cref="OpenSeekable"/> can open it: a plain file on the local disk that is not empty.</summary>
    public bool CanSeek => LocalPath is not null && Compression == CompressionType.None && Length is not null;

    private bool IsStream => LocalPath is null;

    /// <summary>A file on the local disk, taken literally.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SourceFormatException">Its extension names the snappy of Hadoop, which is not read.</exception>
    public static SourceFile Local(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var info = new FileInfo(path);
        if (!info.Exists)
            throw NotFound(path, Directory.Exists(path)
                ? $"'{path}' is a directory; name the files, as in '{Path.TrimEndingDirectorySeparator(path)}/*.csv'."
                : $"There is no file '{path}'.");

        // A pipe says that it is empty.
        return new(path, info.Length > 0 ? info.Length : null, CompressionOf(path), () => OpenLocal(path)) { LocalPath = path };
    }

    /// <summary>A stream that the source reads once and disposes, such as the standard input.</summary>
    public static SourceFile FromStream(string name, Stream stream, CompressionType compression = CompressionType.None)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(stream);
        return new(name, null, compression, () => stream);
    }

    /// <summary>
    /// The files that a path or pattern names, in ordinal order: <c>*</c>, <c>?</c> and <c>[a-z]</c> match within a
    /// name, <c>**</c> any number of directories; names that begin with a dot match only a pattern that does. A file
    /// that exists is taken literally.
    /// </summary>
    /// <exception cref="FileNotFoundException">Nothing matches.</exception>
    /// <exception cref="SourceFormatException">As for <see cref="Local"/>.</exception>
    public static IReadOnlyList<SourceFile> Find(string pathOrPattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrPattern);
        if (File.Exists(pathOrPattern) || !Glob.IsPattern(pathOrPattern))
            return [Local(pathOrPattern)];

        var paths = Glob.Expand(pathOrPattern);
        return paths.Count > 0
            ? [.. paths.Select(Local)]
            : throw NotFound(pathOrPattern, $"No file matches '{pathOrPattern}'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// Opens the uncompressed bytes to look at the first of them, before a <see cref="FileSource"/> reads them all; those of a
    /// stream are kept, and read again.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Stream OpenSample()
    {
        var raw = OpenRaw();
        if (IsStream || !raw.CanSeek)
            raw = _sampled = new ReplayStream(raw, record: true);

        return Decompress(raw);
    }

    /// <summary>Opens the bytes of a plain file on the local disk as a seekable stream.</summary>
    /// <exception cref="SourceFormatException">The file is compressed, a pipe or a stream.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Stream OpenSeekable()
    {
        if (LocalPath is null || Compression != CompressionType.None)
            throw NotSeekable(LocalPath is null ? "a stream" : "compressed");

        var stream = OpenLocal(LocalPath, FileOptions.RandomAccess);
        if (stream.CanSeek)
            return stream;

        stream.Dispose();
        throw NotSeekable("a pipe");
    }

    /// <summary>For what is not there; a URI gets to know that nothing reads it.</summary>
    internal static FileNotFoundException NotFound(string path, string message)
        => new(StoreUri.TryParse(path) is { } uri
            ? $"'{path}' is a URI, and input is read from the local disk only; {(uri.Scheme == StoreUri.File ? "name the path" : "copy the files there first")}."
            : message, path);

    /// <summary>Opens the uncompressed bytes from the beginning and counts the stored ones.</summary>
    /// <exception cref="InvalidOperationException">A stream is opened a second time.</exception>
    internal Stream Open(SourceCounter counter)
    {
        if (_consumed && _pipe is not { IsPlainFile: true })
            throw new InvalidOperationException($"{Name} is a stream and can be read only once.");

        Stream raw;
        if (_sampled is not null && !_consumed)
        {
            _sampled.Rewind();
            raw = _sampled;
            _consumed = true;
        }
        else
        {
            raw = OpenRaw();
            _consumed = IsStream || _pipe is not null;
            if (IsStream || !raw.CanSeek)
                raw = new ReplayStream(raw, record: false);
        }

        return Decompress(new CountingStream(raw, counter));
    }

    private static Stream OpenLocal(string path, FileOptions access = FileOptions.SequentialScan)
        => new FileStream(path, new FileStreamOptions
        {
            BufferSize = 0,
            Options = FileOptions.Asynchronous | access,
        });

    private SourceFormatException NotSeekable(string kind)
        => new(Name, 0, null, $"{Name} is {kind}, and the format has to be read from its end; store it as a plain file.");

    private static string WithoutCompression(string name)
        => name[..^CompressionInfo.OfFile(name).Extension.Length];

    private static CompressionType CompressionOf(string name)
        => name.EndsWith(HadoopSnappy, StringComparison.OrdinalIgnoreCase)
            ? throw new SourceFormatException(name, 0, null,
                $"{name}: {HadoopSnappy} is the container of Hadoop, which is not read; framed snappy, which is, ends in "
                + $"{CompressionInfo.For(CompressionType.Snappy).Extension}. Compress it again.")
            : CompressionInfo.OfFile(name).Type;

    private Stream OpenRaw() => Length is null && !IsStream ? _pipe = new(_open) : _open();

    private Stream Decompress(Stream raw)
        => Compression == CompressionType.None ? raw : CompressionCodec.For(Compression).CreateDecompressor(raw);
}
