using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Apache.Arrow;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Checks what is found by offsets: text, bytes and lists.</summary>
internal static class OffsetCheck
{
    private const byte ContinuationMask = 0b1100_0000;
    private const byte Continuation = 0b1000_0000;

    public static void Bytes<T>(ArrayData data, bool isText, string path)
        where T : unmanaged, IBinaryInteger<T>
    {
        var bytes = data.Buffers[2].Span;
        var offsets = Offsets<T>(data, bytes.Length, path);
        if (!isText || offsets.IsEmpty)
            return;

        var used = bytes[int.CreateTruncating(offsets[0])..int.CreateTruncating(offsets[^1])];
        ArrayCheck.Require(Utf8.IsValid(used), path, "it holds text that is not UTF-8");

        // All of it is text; it must not be cut within a character.
        foreach (var offset in offsets)
            if (int.CreateTruncating(offset) is var at && at < bytes.Length && (bytes[at] & ContinuationMask) == Continuation && at != int.CreateTruncating(offsets[^1]))
                ArrayCheck.Require(false, path, "it holds text that is not UTF-8");
    }

    /// <summary>The offsets, one more than there are rows, that rise within this length; none for no rows.</summary>
    public static ReadOnlySpan<T> Offsets<T>(ArrayData data, long length, string path)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (data.Length == 0)
            return [];

        var offsets = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span);
        ArrayCheck.Require(offsets.Length > data.Length, path, "its offsets are cut short");
        offsets = offsets[..(data.Length + 1)];
        var before = T.Zero;
        var rises = true;
        foreach (var offset in offsets)
        {
            rises &= offset >= before;
            before = offset;
        }

        ArrayCheck.Require(rises && long.CreateTruncating(before) <= length, path, "its offsets lead out of its values");
        return offsets;
    }

    /// <summary>Offsets and sizes of views of a list.</summary>
    public static void Ranges<T>(ArrayData data, long length, string path)
        where T : unmanaged, IBinaryInteger<T>
    {
        var offsets = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span);
        var sizes = MemoryMarshal.Cast<byte, T>(data.Buffers[2].Span);
        ArrayCheck.Require(offsets.Length >= data.Length && sizes.Length >= data.Length, path, "its offsets are cut short");
        for (var i = 0; i < data.Length; i++)
        {
            var (offset, size) = (long.CreateTruncating(offsets[i]), long.CreateTruncating(sizes[i]));
            ArrayCheck.Require(offset >= 0 && size >= 0 && offset <= length - size, path, "its offsets lead out of its values");
        }
    }
}
