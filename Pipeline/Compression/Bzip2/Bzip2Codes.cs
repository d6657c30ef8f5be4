namespace DataflowWrite.Compression.Bzip2;

/// <summary>The canonical prefix code of one table of a block.</summary>
internal sealed class Bzip2Codes
{
    public const int MaxSymbols = 258;
    public const int MaxLength = 20;

    private const int FastBits = 10;

    // Symbol and length of every code of at most FastBits bits, by the bits that begin with it; 0 for the longer ones.
    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly int[] _limit = new int[MaxLength + 1];
    private readonly int[] _offset = new int[MaxLength + 1];
    private readonly ushort[] _symbols = new ushort[MaxSymbols];

    public void Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_fast);
        var code = 0;
        var rank = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            _offset[length] = rank - code;
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length)
                    continue;

                _symbols[rank++] = (ushort)symbol;
                AddFast(code++, length, symbol);
            }

            _limit[length] = code;
            code <<= 1;
        }
    }

    /// <summary>The next symbol, or -1 for bits that are no code.</summary>
    public int Read(Bzip2Bits bits)
    {
        var next = bits.Peek(MaxLength);
        var entry = _fast[next >> (MaxLength - FastBits)];
        if (entry != 0)
        {
            bits.Skip(entry & 31);
            return entry >> 5;
        }

        for (var length = 1; length <= MaxLength; length++)
        {
            var code = (int)(next >> (MaxLength - length));
            if (code >= _limit[length])
                continue;

            bits.Skip(length);
            return _symbols[code + _offset[length]];
        }

        return -1;
    }

    private void AddFast(int code, int length, int symbol)
    {
        // A table that is damaged can have more codes than fit into their lengths.
        if (length > FastBits || code >= 1 << length)
            return;

        var shift = FastBits - length;
        _fast.AsSpan(code << shift, 1 << shift).Fill((ushort)((symbol << 5) | length));
    }
}
