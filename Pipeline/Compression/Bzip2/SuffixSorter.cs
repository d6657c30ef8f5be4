using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>
/// Sorts the suffixes of a text in linear time, whatever repeats in it, by induced sorting (Nong, Zhang and Chan, 2009). A suffix is small
/// when it sorts before the one behind it, and large otherwise; the order of the small ones with a large one before them gives all others.
/// </summary>
internal static class SuffixSorter
{
    private const int Unset = -1;

    /// <param name="text">Symbols from 0 to <paramref name="symbols"/>, exclusive.</param>
    /// <param name="symbols">The number of different symbols there may be.</param>
    /// <param name="order">Gets the beginnings of the suffixes in their order; as long as the text.</param>
    public static void Sort(ReadOnlySpan<int> text, int symbols, Span<int> order)
    {
        if (text.Length <= 1)
        {
            order.Clear();
            return;
        }

        var small = ArrayPool<bool>.Shared.Rent(text.Length);
        var buckets = ArrayPool<int>.Shared.Rent(2 * (symbols + 1));
        var ends = buckets.AsSpan(symbols + 1, symbols + 1);
        Classify(text, small);
        CountSymbols(text, ends[..symbols]);
        var induction = new Induction(text, small, ends[..symbols], buckets.AsSpan(0, symbols));

        var count = 0;
        for (var i = 1; i < text.Length; i++)
            count += small[i] && !small[i - 1] ? 1 : 0;

        var anchors = ArrayPool<int>.Shared.Rent(3 * count);
        SortAnchors(induction, anchors.AsSpan(0, count), anchors.AsSpan(count, count), anchors.AsSpan(2 * count, count), order);
        induction.Run(anchors.AsSpan(0, count), order);

        ArrayPool<int>.Shared.Return(anchors);
        ArrayPool<int>.Shared.Return(buckets);
        ArrayPool<bool>.Shared.Return(small);
    }

    private static void Classify(ReadOnlySpan<int> text, Span<bool> small)
    {
        small[text.Length - 1] = false;
        for (var i = text.Length - 2; i >= 0; i--)
            small[i] = text[i] < text[i + 1] || (text[i] == text[i + 1] && small[i + 1]);
    }

    /// <summary>Where the suffixes that begin with each symbol end in the order.</summary>
    private static void CountSymbols(ReadOnlySpan<int> text, Span<int> ends)
    {
        ends.Clear();
        foreach (var symbol in text)
            ends[symbol]++;

        var sum = 0;
        foreach (ref var end in ends)
            end = sum += end;
    }

    /// <summary>
    /// Sorts the small suffixes behind large ones: first by their text up to the next of them, which one induction gives; where that
    /// leaves some equal, by the suffixes of the text of their ranks.
    /// </summary>
    private static void SortAnchors(Induction induction, Span<int> sorted, Span<int> inText, Span<int> ranks, Span<int> order)
    {
        var text = induction.Text;
        var small = induction.Small;
        var count = 0;
        for (var i = 1; i < text.Length; i++)
            if (small[i] && !small[i - 1])
                inText[count++] = i;

        induction.Run(inText, order);
        count = 0;
        foreach (var start in order)
            if (start > 0 && small[start] && !small[start - 1])
                sorted[count++] = start;

        // The ranks by place in the text: two anchors are never neighbours, so half of each place is free for all.
        var rankAt = order;
        var rank = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && !AreEqual(text, small, sorted[i - 1], sorted[i]))
                rank++;

            rankAt[sorted[i] / 2] = rank;
        }

        for (var i = 0; i < inText.Length; i++)
            ranks[i] = rankAt[inText[i] / 2];

        if (rank + 1 == sorted.Length)
            return;

        Sort(ranks, rank + 1, sorted);
        foreach (ref var place in sorted)
            place = inText[place];
    }

    /// <summary>Compares two anchors up to the next one, inclusive.</summary>
    private static bool AreEqual(ReadOnlySpan<int> text, ReadOnlySpan<bool> small, int left, int right)
    {
        for (var offset = 0; ; offset++)
        {
            if (Math.Max(left, right) + offset == text.Length)
                return false;

            if (text[left + offset] != text[right + offset])
                return false;

            var leftEnds = offset > 0 && small[left + offset] && !small[left + offset - 1];
            var rightEnds = offset > 0 && small[right + offset] && !small[right + offset - 1];
            if (leftEnds || rightEnds)
                return leftEnds && rightEnds;
        }
    }

    private readonly ref struct Induction(ReadOnlySpan<int> text, ReadOnlySpan<bool> small, ReadOnlySpan<int> ends, Span<int> next)
    {
        private readonly ReadOnlySpan<int> _ends = ends;
        private readonly Span<int> _next = next;

        public ReadOnlySpan<int> Text { get; } = text;

        public ReadOnlySpan<bool> Small { get; } = small;

        /// <summary>The order of all suffixes from that of the anchors.</summary>
        public void Run(ReadOnlySpan<int> anchors, Span<int> order)
        {
            order.Fill(Unset);
            _ends.CopyTo(_next);
            for (var i = anchors.Length - 1; i >= 0; i--)
                order[--_next[Text[anchors[i]]]] = anchors[i];

            // Large suffixes fill their buckets from the beginning; the last suffix is the first that is known.
            _next[0] = 0;
            _ends[..^1].CopyTo(_next[1..]);
            order[_next[Text[^1]]++] = Text.Length - 1;
            foreach (var start in order)
                if (start > 0 && !Small[start - 1])
                    order[_next[Text[start - 1]]++] = start - 1;

            _ends.CopyTo(_next);
            for (var i = order.Length - 1; i >= 0; i--)
                if (order[i] > 0 && Small[order[i] - 1])
                    order[--_next[Text[order[i] - 1]]] = order[i] - 1;
        }
    }
}
