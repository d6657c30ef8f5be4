using Apache.Arrow;
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

    /// <summary>Checks that every column can be written, before the first byte is.</summary>
    /// <exception cref="NotSupportedException">A column has a type that the format cannot hold; the message names column and type.</exception>
    public abstract void Validate(Schema writerSchema);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
