namespace DataflowWrite.Compression.Bzip2;

/// <summary>Chooses up to six prefix codes for the symbols of a block, and one of them for each group of fifty.</summary>
internal sealed class Bzip2Tables
{
    private const int GroupLength = 50;
    private const int MaxTables = 6;
    private const int MaxSelectors = 18_002;
    private const int Rounds = 4;

    private readonly byte[][] _lengths = [.. Enumerable.Range(0, MaxTables).Select(_ => new byte[Bzip2Codes.MaxSymbols])];
    private readonly int[][] _frequencies = [.. Enumerable.Range(0, MaxTables).Select(_ => new int[Bzip2Codes.MaxSymbols])];
    private readonly byte[] _selectors = new byte[MaxSelectors];
    private int _tables;
    private int _groups;

    /// <param name="symbols">The symbols of the block.</param>
    /// <param name="frequencies">How often each occurs.</param>
    public void Choose(ReadOnlySpan<ushort> symbols, ReadOnlySpan<int> frequencies)
    {
        _tables = symbols.Length switch { < 200 => 2, < 600 => 3, < 1_200 => 4, < 2_400 => 5, _ => 6 };
        _groups = (symbols.Length + GroupLength - 1) / GroupLength;
        Divide(symbols.Length, frequencies);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var table in _frequencies)
                Array.Clear(table);

            for (var group = 0; group < _groups; group++)
            {
                var members = GroupOf(symbols, group);
                var best = Cheapest(members);
                _selectors[group] = (byte)best;
                foreach (var symbol in members)
                    _frequencies[best][symbol]++;
            }

            for (var table = 0; table < _tables; table++)
                Bzip2CodeLengths.Assign(_frequencies[table].AsSpan(0, frequencies.Length), _lengths[table].AsSpan(0, frequencies.Length));
        }
    }

    /// <summary>Writes selectors, codes and symbols.</summary>
    public void Write(ReadOnlySpan<ushort> symbols, int alphabet, Bzip2BitWriter bits)
    {
        bits.Write((uint)_tables, 3);
        bits.Write((uint)_groups, 15);
        WriteSelectors(bits);
        Span<uint> codes = stackalloc uint[MaxTables * Bzip2Codes.MaxSymbols];
        for (var table = 0; table < _tables; table++)
        {
            var lengths = _lengths[table].AsSpan(0, alphabet);
            WriteLengths(lengths, bits);
            Bzip2CodeLengths.Number(lengths, codes[(table * Bzip2Codes.MaxSymbols)..]);
        }

        for (var group = 0; group < _groups; group++)
        {
            var lengths = _lengths[_selectors[group]];
            var table = codes.Slice(_selectors[group] * Bzip2Codes.MaxSymbols, Bzip2Codes.MaxSymbols);
            foreach (var symbol in GroupOf(symbols, group))
                bits.Write(table[symbol], lengths[symbol]);
        }
    }

    /// <summary>To begin with, each table is cheap for neighbouring symbols that are an equal share of all.</summary>
    private void Divide(int total, ReadOnlySpan<int> frequencies)
    {
        const byte Cheap = 1, Dear = 15;
        var symbol = 0;
        for (var table = 0; table < _tables; table++)
        {
            var lengths = _lengths[table].AsSpan(0, frequencies.Length);
            lengths.Fill(Dear);
            var share = total / (_tables - table);
            for (var taken = 0; symbol < frequencies.Length && (taken < share || table == _tables - 1); symbol++)
            {
                lengths[symbol] = Cheap;
                taken += frequencies[symbol];
                total -= frequencies[symbol];
            }
        }
    }

    private int Cheapest(ReadOnlySpan<ushort> members)
    {
        var (best, least) = (0, int.MaxValue);
        for (var table = 0; table < _tables; table++)
        {
            var lengths = _lengths[table];
            var cost = 0;
            foreach (var symbol in members)
                cost += lengths[symbol];

            if (cost < least)
                (best, least) = (table, cost);
        }

        return best;
    }

    private void WriteSelectors(Bzip2BitWriter bits)
    {
        Span<byte> front = [0, 1, 2, 3, 4, 5];
        foreach (var selector in _selectors.AsSpan(0, _groups))
        {
            var place = front.IndexOf(selector);
            front[..place].CopyTo(front[1..]);
            front[0] = selector;
            bits.Write((1u << (place + 1)) - 2, place + 1);
        }
    }

    private static void WriteLengths(ReadOnlySpan<byte> lengths, Bzip2BitWriter bits)
    {
        var current = (int)lengths[0];
        bits.Write((uint)current, 5);
        foreach (var length in lengths)
        {
            for (; current < length; current++)
                bits.Write(0b10, 2);

            for (; current > length; current--)
                bits.Write(0b11, 2);

            bits.Write(0, 1);
        }
    }

    private static ReadOnlySpan<ushort> GroupOf(ReadOnlySpan<ushort> symbols, int group)
        => symbols.Slice(group * GroupLength, Math.Min(GroupLength, symbols.Length - (group * GroupLength)));
}
