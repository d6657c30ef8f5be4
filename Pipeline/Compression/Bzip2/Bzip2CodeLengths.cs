namespace DataflowWrite.Compression.Bzip2;

/// <summary>Prefix codes by frequency, none longer than bzip2 itself makes them.</summary>
internal static class Bzip2CodeLengths
{
    /// <summary>bzip2 reads up to 20, and writes up to 17.</summary>
    public const int MaxLength = 17;

    private const int MaxNodes = 2 * Bzip2Codes.MaxSymbols;

    /// <summary>The length of each symbol's code; a symbol that does not occur gets one too.</summary>
    public static void Assign(ReadOnlySpan<int> frequencies, Span<byte> lengths)
    {
        Span<int> weights = stackalloc int[frequencies.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Max(frequencies[i], 1);

        while (!TryAssign(weights, lengths))
            foreach (ref var weight in weights)
                weight = (weight / 2) + 1;
    }

    /// <summary>The codes of canonical order.</summary>
    public static void Number(ReadOnlySpan<byte> lengths, Span<uint> codes)
    {
        var code = 0u;
        for (var length = 1; length <= MaxLength; length++)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
                if (lengths[symbol] == length)
                    codes[symbol] = code++;

            code <<= 1;
        }
    }

    /// <summary>
    /// Joins the two lightest nodes until one is left. Sorted leaves and joined nodes are two queues, each in ascending order.
    /// </summary>
    private static bool TryAssign(ReadOnlySpan<int> weights, Span<byte> lengths)
    {
        var count = weights.Length;
        Span<int> leaves = stackalloc int[count];
        for (var i = 0; i < count; i++)
            leaves[i] = i;

        Span<long> keys = stackalloc long[count];
        for (var i = 0; i < count; i++)
            keys[i] = ((long)weights[i] << 16) | (uint)i;

        keys.Sort(leaves);
        Span<long> sums = stackalloc long[MaxNodes];
        Span<int> parents = stackalloc int[MaxNodes];
        var (leaf, joined) = (0, count);
        for (var node = count; node < (2 * count) - 1; node++)
        {
            for (var child = 0; child < 2; child++)
            {
                var takesLeaf = leaf < count && (joined == node || keys[leaf] >> 16 <= sums[joined]);
                sums[node] += takesLeaf ? keys[leaf] >> 16 : sums[joined];
                parents[takesLeaf ? leaves[leaf++] : joined++] = node;
            }
        }

        // Parents come behind their children, so depths are known from the root down.
        Span<int> depths = stackalloc int[MaxNodes];
        for (var node = (2 * count) - 3; node >= 0; node--)
            depths[node] = depths[parents[node]] + 1;

        for (var symbol = 0; symbol < count; symbol++)
        {
            if (depths[symbol] > MaxLength)
                return false;

            lengths[symbol] = (byte)depths[symbol];
        }

        return true;
    }
}
