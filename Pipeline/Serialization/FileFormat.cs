using Apache.Arrow;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;

namespace DataflowWrite.Serialization;

/// <summary>A file format with its options: immutable, thread-safe, reusable for any number of writes.</summary>
public abstract class FileFormat
{
    private protected FileFormat(string name, string extension)
    {
        Name = name;
        Extension = extension;
    }

    /// <summary>The name that options and messages use, as <c>csv</c>.</summary>
    public string Name { get; }

    /// <summary>The extension of its files, without a leading dot and without that of a compression.</summary>
    public string Extension { get; }

    /// <summary>CSV with the given options, or the defaults of <see cref="CsvOptions"/>.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static StatelessFormat Csv(CsvOptions? options = null) => new CsvFormat(options ?? new());

    /// <summary>
    /// JSON Lines (one object per line) with the given options, or the defaults of <see cref="JsonLinesOptions"/>.
    /// </summary>
    public static StatelessFormat JsonLines(JsonLinesOptions? options = null) => new JsonLinesFormat(options ?? new());

    /// <summary>
    /// The Arrow IPC file format (<c>.arrow</c>, also known as Feather V2) with the given options, or the defaults of <see cref="ArrowIpcOptions"/>: with a
    /// footer, so that readers can go to any batch of it.
    /// </summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static StatefulFormat ArrowFile(ArrowIpcOptions? options = null) => new ArrowIpcFormat(ArrowIpcLayout.File, options ?? new());

    /// <summary>
    /// The Arrow IPC streaming format (<c>.arrows</c>) with the given options, or the defaults of <see cref="ArrowIpcOptions"/>: for readers that take
    /// batch after batch from the start.
    /// </summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static StatefulFormat ArrowStream(ArrowIpcOptions? options = null) => new ArrowIpcFormat(ArrowIpcLayout.Stream, options ?? new());

    /// <summary>Checks that every column can be written, before the first byte is.</summary>
    /// <exception cref="NotSupportedException">A column has a type that the format cannot hold; the message names column and type.</exception>
    public abstract void Validate(Schema writerSchema);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
