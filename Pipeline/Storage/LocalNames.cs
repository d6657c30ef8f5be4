using System.Text;

namespace DataflowWrite.Storage;

/// <summary>
/// Names on the disk. A temporary file is <c>.PATH.RANDOM.dfw-tmp</c>, where PATH is the way from its directory to the final
/// file, with <c>%</c> and <c>/</c> percent-encoded; it is cut, and ends in <c>%</c>, where the name would be too long.
/// </summary>
internal static class LocalNames
{
    public const string TemporarySuffix = ".dfw-tmp";

    private const int MaxSegmentBytes = 255;
    private const int MaxPathBytes = 200;
    private const int RandomLength = 16;

    public static bool IsTemporary(string name)
        => name.StartsWith('.') && name.EndsWith(TemporarySuffix, StringComparison.Ordinal);

    public static string MakeTemporary(string relativePath)
    {
        var text = relativePath.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
        if (Encoding.UTF8.GetByteCount(text) > MaxPathBytes)
            text = Cut(text) + "%";

        var random = Guid.NewGuid().ToString("N")[^RandomLength..];
        return $".{text}.{random}{TemporarySuffix}";
    }

    /// <summary>The path from a temporary file's directory to its final file; where that was cut, what is left of it.</summary>
    public static string FinalPath(string temporaryName)
    {
        var length = temporaryName.Length - TemporarySuffix.Length - RandomLength - 2;
        return length <= 0
            ? temporaryName
            : temporaryName.Substring(1, length)
                .Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }

    /// <summary>Refuses what the operating system would refuse, or take for something else, once the write is done.</summary>
    public static void Check(ObjectPath path, string root)
    {
        if (path.IsRoot)
            throw new LocalStoreException($"'{root}' is a directory; an object needs a path below it.", null);

        foreach (var segment in path.Value.Split('/'))
            CheckSegment(segment, path);

        if (IsTemporary(path.Name))
            throw new LocalStoreException($"'{path}' is the name of a temporary file (.…{TemporarySuffix}); choose another one.", null);
    }

    private static void CheckSegment(string segment, ObjectPath path)
    {
        if (LocalNative.IsUnix ? Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes : segment.Length > MaxSegmentBytes)
            throw new PathTooLongException(
                $"Cannot create '{path}': the name '{segment[..20]}…' is longer than {MaxSegmentBytes} bytes; shorten it.");

        if (segment.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())
            || (OperatingSystem.IsWindows() && (segment[^1] is '.' or ' ')))
            throw new LocalStoreException(
                $"Cannot create '{path}': this operating system takes no file name '{segment}'; choose another one.", null);
    }

    private static string Cut(string text)
    {
        const int Characters = MaxPathBytes / 4;
        var tail = text[^Characters..];
        return char.IsLowSurrogate(tail[0]) ? tail[1..] : tail;
    }
}
