using System.Buffers;
using System.Text;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Bounds of values of which only the first bytes are known; those of text are text.</summary>
internal static class ByteBounds
{
    /// <summary>The value, or what it begins with.</summary>
    public static ColumnBound Below(BytePrefix prefix, bool isText)
        => prefix.IsCut
            ? new(WholeRunes(prefix.Bytes, isText).ToArray(), IsExact: false)
            : new(prefix.Bytes.ToArray(), IsExact: true);

    /// <summary>The value, or the next that does not begin like it; null where there is none, as behind bytes that are all 255.</summary>
    public static ColumnBound? Above(BytePrefix prefix, bool isText)
    {
        if (!prefix.IsCut)
            return new(prefix.Bytes.ToArray(), IsExact: true);

        var bytes = WholeRunes(prefix.Bytes, isText);
        var bound = isText ? NextText(bytes) : NextBytes(bytes);
        return bound is null ? null : new(bound, IsExact: false);
    }

    private static ReadOnlySpan<byte> WholeRunes(ReadOnlySpan<byte> bytes, bool isText)
    {
        if (!isText)
            return bytes;

        for (var tail = 1; tail <= Math.Min(3, bytes.Length); tail++)
            if (Rune.DecodeFromUtf8(bytes[^tail..], out _, out _) == OperationStatus.NeedMoreData)
                return bytes[..^tail];

        return bytes;
    }

    private static byte[]? NextBytes(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOfAnyExcept(byte.MaxValue);
        if (last < 0)
            return null;

        var next = bytes[..(last + 1)].ToArray();
        next[last]++;
        return next;
    }

    private static byte[]? NextText(ReadOnlySpan<byte> bytes)
    {
        Span<byte> encoded = stackalloc byte[4];
        while (!bytes.IsEmpty)
        {
            var isRune = Rune.DecodeLastFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            bytes = bytes[..^length];
            if (isRune && Successor(rune) is { } next)
                return [.. bytes, .. encoded[..next.EncodeToUtf8(encoded)]];
        }

        return null;
    }

    private static Rune? Successor(Rune rune) => rune.Value switch
    {
        0x10FFFF => null,
        0xD7FF => new Rune(0xE000),
        var value => new Rune(value + 1),
    };
}
