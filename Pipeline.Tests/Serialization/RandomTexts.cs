using CsCheck;

namespace DataflowWrite.Tests.Serialization;

/// <summary>Columns of texts that are hard on writers: quotes, delimiters, line breaks, control characters, Unicode, nulls.</summary>
internal static class RandomTexts
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf("", ",", ";", "\"", "\"\"", "\\", "\n", "\r\n", "\r", "\t", "NULL", "ü", "😀", "\u0000", "\u001f", "\u2028"),
        Gen.Char['\u0001', '\u007f'].Select(c => c.ToString()),
        Gen.Char['\u0080', '\ud7ff'].Array[0, 20].Select(c => new string(c)));

    public static readonly Gen<string?[]> Texts = Gen.OneOf(
        Piece.Array[0, 6].Select(p => (string?)string.Concat(p)),
        Gen.Const((string?)null)).Array[0, 40];
}
