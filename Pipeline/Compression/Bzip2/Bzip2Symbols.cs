namespace DataflowWrite.Compression.Bzip2;

/// <summary>The sorted bytes of a block as symbols: places in a move-to-front list, and runs of its first place as numbers.</summary>
internal ref struct Bzip2Symbols(Span<ushort> symbols, Span<int> frequencies)
{
    private readonly Span<ushort> _symbols = symbols;
    private readonly Span<int> _frequencies = frequencies;
    private int _count;

    /// <summary>The symbols of the bytes and the end mark; how many there are.</summary>
    /// <param name="bytes">The sorted bytes.</param>
    /// <param name="used">The bytes that occur, in ascending order.</param>
    public int Encode(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> used)
    {
        Span<byte> front = stackalloc byte[256];
        used.CopyTo(front);
        var run = 0;
        foreach (var value in bytes)
        {
            if (front[0] == value)
            {
                run++;
                continue;
            }

            AddRun(run);
            run = 0;
            var place = front.IndexOf(value);
            front[..place].CopyTo(front[1..]);
            front[0] = value;
            Add(place + 1);
        }

        AddRun(run);
        Add(used.Length + 1);
        return _count;
    }

    // A number in the digits 1 and 2, the lowest first.
    private void AddRun(int run)
    {
        for (; run > 0; run = (run - 1) / 2)
            Add((run - 1) & 1);
    }

    private void Add(int symbol)
    {
        _symbols[_count++] = (ushort)symbol;
        _frequencies[symbol]++;
    }
}
