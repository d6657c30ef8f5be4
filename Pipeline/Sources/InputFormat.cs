using DataflowWrite.Sources.ArrowIpc;
using DataflowWrite.Sources.Csv;
using DataflowWrite.Sources.JsonLines;

namespace DataflowWrite.Sources;

/// <summary>
/// A format of input files: what its files are called, and how they become record batches. Immutable and thread-safe.
/// The base to derive from for a format of your own or of another package: pass name and extensions to the constructor,
/// and make a <see cref="FileSource"/> in <see cref="OpenFilesAsync"/>. Readers take the formats that they know as an
/// option, <see cref="Defaults"/> where nothing is said; <c>[.. InputFormat.Defaults, yours]</c> adds one.
/// </summary>
public abstract class InputFormat
{
    /// <summary>Names the format and the extensions of its files, in lower case and without dots, the usual one first.</summary>
    /// <exception cref="ArgumentException">The name is empty, or there is no extension.</exception>
    protected InputFormat(string name, params IReadOnlyList<string> extensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(extensions);
        if (extensions.Count == 0)
            throw new ArgumentException("A format needs an extension that its files end in.", nameof(extensions));

        Name = name;
        Extensions = extensions;
    }

    /// <summary>The formats of this package in their default forms.</summary>
    public static IReadOnlyList<InputFormat> Defaults { get; } = [Csv(), JsonLines(), ArrowFile(), ArrowStream()];

    /// <summary>The name in messages and on the command line, as <c>csv</c>.</summary>
    public string Name { get; }

    /// <summary>What the names of its files end in, before the extension of a compression; without dots.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Whether the files say the types of their columns, as Arrow files do and text does not. Such a format takes no
    /// declared schema. Default false.
    /// </summary>
    public virtual bool StatesTypes => false;

    /// <summary>
    /// CSV (RFC 4180; lines may also end in LF or CR alone). The columns are those of the first file; in the others they are
    /// found by name. An empty field is null and <c>""</c> the empty string. Types that the caller does not declare come from
    /// a sample: <c>true</c> and <c>false</c> are bool; integers int64; other numbers float64; <c>yyyy-MM-dd</c> date32; ISO
    /// date-times timestamp[us], and with <c>Z</c> or an offset timestamp[us,UTC]; everything else is string, and so is a
    /// leading zero, a plus sign, an integer beyond int64, a number with more digits than float64 keeps, a mixture, and a
    /// column of nulls. A later value that does not fit its column without loss stops the reading. A blank line is skipped,
    /// unless the file has a single column: there it is a null.
    /// </summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static InputFormat Csv(CsvSourceOptions? options = null) => new CsvInput(options ?? new());

    /// <summary>
    /// JSON Lines: one object per line, blank lines skipped, a missing key null. The columns are the keys of a sample in the
    /// order of their first appearance, and those that the caller declares for keys that come later. Undeclared types come
    /// from the sample: booleans are bool; integers int64; other numbers float64; strings string, whatever they look like;
    /// objects struct, of the union of their keys; arrays list, of what all of their elements are. String, as the JSON text of
    /// the value, is a mixture of these, an integer beyond int64, a number with more digits than float64 keeps, an object
    /// that is always empty or has more than 1,000 keys, and what lies more than 32 objects and arrays deep; a place that
    /// shows only nulls is string as well. A later value of another kind, or a key that the sample does not have, stops the
    /// reading with its place, as <c>a.b[]</c>.
    /// </summary>
    public static InputFormat JsonLines() => new JsonLinesInput();

    /// <summary>
    /// Arrow IPC files (<c>.arrow</c>, and <c>.feather</c> of version 2 and <c>.ipc</c>), plain or with LZ4 or ZSTD buffers, one
    /// record batch in memory at a time. Types, nullability and metadata are those of the file; of extension types, UUIDs and
    /// 8-bit booleans are known, and others read as their storage. Dictionaries may grow and change from batch to batch. A
    /// batch is in managed memory: nothing happens when it is not disposed. Everything that a damaged file could mislead
    /// its reader with is checked, text included. A file that comes as a stream may have either layout.
    /// </summary>
    public static InputFormat ArrowFile() => new ArrowInput("arrow", IpcLayout.File, ["arrow", "feather", "ipc"]);

    /// <summary>
    /// Arrow IPC streams (<c>.arrows</c>), as <see cref="ArrowFile"/>. One that ends without the mark that ends it is refused as
    /// cut short, since that is how a producer looks that has died.
    /// </summary>
    public static InputFormat ArrowStream() => new ArrowInput("arrows", IpcLayout.Stream, ["arrows"]);

    /// <summary>Looks at the files and settles the schema.</summary>
    /// <param name="files">At least one. They are of this format, whatever their names.</param>
    /// <param name="options">How they are read; the defaults for null.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="ArgumentException">
    /// There is no file, an option is out of range, a declared column is not in the files, or a schema is declared for files
    /// that state their types.
    /// </exception>
    /// <exception cref="SourceFormatException">
    /// What was looked at is malformed or of another format, the files do not go together, or nothing says what the columns
    /// are.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Task<FileSource> OpenAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
            throw new ArgumentException("There is no input file; name at least one.", nameof(files));

        if (StatesTypes && options.Schema.Count > 0)
            throw new ArgumentException($"A schema (--schema) is declared, but {Name} files state the types of their columns; leave it out.");

        return OpenFilesAsync(files, options, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>Looks at the files and settles the schema; the arguments are checked.</summary>
    protected abstract Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken);
}
