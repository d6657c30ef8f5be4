using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>How a file format writes text. Implemented by structs, so that a column and its format compile into one loop body.</summary>
internal interface ITextFormat
{
    /// <summary>The ASCII characters that <see cref="HasSpecial"/> looks for.</summary>
    AsciiSet Special { get; }

    /// <summary>Whether a text has a byte that cannot always be written as it is.</summary>
    bool HasSpecial(ReadOnlySpan<byte> text);

    /// <summary>Whether a text of which <see cref="HasSpecial"/> is false is written as it is.</summary>
    bool IsVerbatim(ReadOnlySpan<byte> clean);

    /// <summary>Writes a text.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The text, not null.</param>
    /// <param name="clean">Whether it is known that <see cref="HasSpecial"/> is false.</param>
    void Write(ref Utf8Output output, ReadOnlySpan<byte> text, bool clean);
}
