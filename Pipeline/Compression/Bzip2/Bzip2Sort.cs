using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>The Burrows-Wheeler transform of a block: the bytes before its rotations, in the order of the rotations.</summary>
internal static class Bzip2Sort
{
    /// <summary>Transforms a block that is not empty; the place of the block itself among its rotations.</summary>
    public static int Transform(ReadOnlySpan<byte> block, Span<byte> transformed)
    {
        var length = block.Length;
        var text = ArrayPool<int>.Shared.Rent(length);
        var order = ArrayPool<int>.Shared.Rent(length);

        // The suffixes of the least rotation sort as its rotations do: whatever follows a suffix is not less than the beginning.
        var shift = LeastRotation(block);
        for (var i = 0; i < length; i++)
            text[i] = block[Wrap(i + shift, length)];

        SuffixSorter.Sort(text.AsSpan(0, length), 256, order.AsSpan(0, length));
        var origin = 0;
        var start = Wrap(length - shift, length);
        for (var i = 0; i < length; i++)
        {
            var place = order[i];
            if (place == start)
                origin = i;

            transformed[i] = (byte)text[place == 0 ? length - 1 : place - 1];
        }

        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(text);
        return origin;
    }

    /// <summary>Where the least rotation begins: of two candidates the one that loses skips all that was compared.</summary>
    private static int LeastRotation(ReadOnlySpan<byte> block)
    {
        var length = block.Length;
        var (left, right, equal) = (0, 1, 0);
        while (left < length && right < length && equal < length)
        {
            var (l, r) = (block[Wrap(left + equal, length)], block[Wrap(right + equal, length)]);
            if (l == r)
            {
                equal++;
                continue;
            }

            if (l > r)
                left += equal + 1;
            else
                right += equal + 1;

            if (left == right)
                right++;

            equal = 0;
        }

        return Math.Min(left, right);
    }

    private static int Wrap(int index, int length) => index < length ? index : index - length;
}
