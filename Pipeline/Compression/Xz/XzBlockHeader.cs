namespace DataflowWrite.Compression.Xz;

/// <summary>The header of a block whose only filter is LZMA2.</summary>
internal readonly record struct XzBlockHeader(long? CompressedSize, long? ContentSize, long DictionarySize)
{
    /// <summary>Parses a header without its checksum; false when it names another filter, or nothing that the format defines.</summary>
    public static bool TryParse(ReadOnlySpan<byte> header, out XzBlockHeader parsed)
    {
        parsed = default;
        var flags = header[1];
        var rest = header[2..];
        if ((flags & ~(XzFormat.HasCompressedSize | XzFormat.HasContentSize)) != 0
            || !TryReadSize(flags & XzFormat.HasCompressedSize, ref rest, out var compressed)
            || !TryReadSize(flags & XzFormat.HasContentSize, ref rest, out var content)
            || rest.Length < 3 || rest[0] != XzFormat.Lzma2Filter || rest[1] != 1)
            return false;

        var dictionary = XzFormat.DictionarySize(rest[2]);
        parsed = new(compressed, content, dictionary);
        return dictionary > 0 && !rest[3..].ContainsAnyExcept((byte)0);
    }

    private static bool TryReadSize(int flag, ref ReadOnlySpan<byte> rest, out long? size)
    {
        size = null;
        if (flag == 0)
            return true;

        if (!XzFormat.TryReadNumber(ref rest, out var number))
            return false;

        size = number;
        return true;
    }
}
