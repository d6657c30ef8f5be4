using DataflowWrite.Sources;

namespace DataflowWrite.Parquet.Reading;

/// <summary>The four bytes with which a Parquet file begins and ends.</summary>
internal static class FileMarks
{
    /// <summary>A mark, the length of the footer, and the mark again.</summary>
    private const int LeastLength = 12;

    private const int MarkLength = 4;

    /// <exception cref="SourceFormatException">The file is empty, of another format, or cut short.</exception>
    public static void Require(SourceFile file, Stream stream)
    {
        if (stream.Length == 0)
            throw Error(file, "is empty, and a Parquet file has at least a footer.");

        Span<byte> head = stackalloc byte[FileSignature.Length];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (!IsMark(head))
            throw Error(file, FileSignature.Of(head) is { } other
                ? $"is not a Parquet file: it begins as {other.What}; {other.Remedy(file)}."
                : "is not a Parquet file: it does not begin with PAR1, whatever its name says.");

        Span<byte> tail = stackalloc byte[MarkLength];
        stream.Position = Math.Max(0, stream.Length - MarkLength);
        tail = tail[..stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)];
        if (stream.Length < LeastLength || !IsMark(tail))
            throw Error(file, $"is cut short or damaged: at its end, byte {stream.Position}, PAR1 is missing. Get the file again.");

        stream.Position = 0;
    }

    // An encrypted footer has a mark of its own.
    private static bool IsMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PAR1"u8) || bytes.StartsWith("PARE"u8);

    private static SourceFormatException Error(SourceFile file, string message) => new(file.Name, 0, null, $"{file.Name} {message}");
}
