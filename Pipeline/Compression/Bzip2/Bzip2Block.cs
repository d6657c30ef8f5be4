using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>
/// One block, decoded in two steps: prefix codes, move-to-front and zero runs into the sorted bytes; then the sort undone and the runs
/// of equal bytes expanded, as far as the reader has room.
/// </summary>
internal sealed class Bzip2Block(Bzip2Bits bits) : IDisposable
{
    private const int GroupLength = 50;
    private const int MaxTables = 6;
    private const int MaxSelectors = 18_002;
    private const int RunLength = 4;
    private const int RunA = 0;
    private const int RunB = 1;

    private readonly Bzip2Codes[] _tables = [.. Enumerable.Range(0, MaxTables).Select(_ => new Bzip2Codes())];
    private readonly byte[] _selectors = new byte[MaxSelectors];
    private readonly byte[] _front = new byte[256];
    private readonly int[] _counts = new int[256];
    private readonly Bzip2Noise _noise = new();

    // The sorted byte in the low eight bits; above them, once linked, the place of the byte that follows it in the content.
    private uint[] _links = [];
    private int _next;
    private int _left;
    private byte _last;
    private int _equal;
    private int _repeat;
    private bool _isRandomised;

    /// <summary>True when all bytes of the block have been read.</summary>
    public bool IsDone => _left == 0 && _repeat == 0;

    /// <summary>Decodes a block up to its last code; null, or what is wrong with it.</summary>
    public string? Load(int maxLength)
    {
        if (_links.Length < maxLength)
        {
            Dispose();
            _links = ArrayPool<uint>.Shared.Rent(maxLength);
        }

        (_left, _repeat, _equal) = (0, 0, 0);
        _isRandomised = bits.ReadBit();
        _noise.Reset();
        var origin = (int)bits.Read(24);
        var symbols = ReadSymbolMap();
        if (symbols == 0)
            return "a block has no bytes";

        var tables = (int)bits.Read(3);
        if (tables is < 2 or > MaxTables)
            return "a block has a number of code tables that bzip2 does not define";

        var selectors = (int)bits.Read(15);
        if (!ReadSelectors(selectors, tables) || !ReadTables(tables, symbols + 2))
            return "a code table cannot be decoded";

        var length = ReadSymbols(Math.Min(selectors, MaxSelectors), endOfBlock: symbols + 1, maxLength);
        if (length < 0)
            return "a block cannot be decoded";

        if (origin >= length)
            return "a block begins outside of itself";

        Link(length);
        _next = (int)(_links[origin] >> 8);
        _left = length;
        return null;
    }

    /// <summary>The next bytes of the content; fewer than there is room for only when the block is done.</summary>
    public int Read(Span<byte> buffer)
    {
        ReadOnlySpan<uint> links = _links;
        var written = 0;
        while (written < buffer.Length)
        {
            if (_repeat > 0)
            {
                var count = Math.Min(_repeat, buffer.Length - written);
                buffer.Slice(written, count).Fill(_last);
                written += count;
                _repeat -= count;
                continue;
            }

            if (_left == 0)
                break;

            var link = links[_next];
            _next = (int)(link >> 8);
            _left--;
            var value = (byte)link;
            if (_isRandomised)
                value ^= _noise.Next();

            if (_equal == RunLength)
            {
                (_repeat, _equal) = (value, 0);
                continue;
            }

            _equal = _equal > 0 && value == _last ? _equal + 1 : 1;
            _last = value;
            buffer[written++] = _last;
        }

        return written;
    }

    public void Dispose()
    {
        if (_links.Length > 0)
            ArrayPool<uint>.Shared.Return(_links);

        _links = [];
        _left = _repeat = 0;
    }

    /// <summary>Which bytes occur, in ascending order; the list that move-to-front begins with.</summary>
    private int ReadSymbolMap()
    {
        var count = 0;
        var groups = bits.Read(16);
        for (var group = 0; group < 16; group++)
        {
            if ((groups & (0x8000u >> group)) == 0)
                continue;

            var used = bits.Read(16);
            for (var i = 0; i < 16; i++)
                if ((used & (0x8000u >> i)) != 0)
                    _front[count++] = (byte)((group * 16) + i);
        }

        return count;
    }

    private bool ReadSelectors(int count, int tables)
    {
        Span<byte> front = [0, 1, 2, 3, 4, 5];
        for (var i = 0; i < count; i++)
        {
            var position = 0;
            while (bits.ReadBit())
                if (++position == tables)
                    return false;

            var table = front[position];
            front[..position].CopyTo(front[1..]);
            front[0] = table;

            // More selectors than a block can use are padding that some encoders write.
            if (i < MaxSelectors)
                _selectors[i] = table;
        }

        return count > 0 && !bits.IsExhausted;
    }

    private bool ReadTables(int tables, int symbols)
    {
        Span<byte> lengths = stackalloc byte[Bzip2Codes.MaxSymbols];
        foreach (var table in _tables.AsSpan(0, tables))
        {
            var length = (int)bits.Read(5);
            for (var symbol = 0; symbol < symbols; symbol++)
            {
                while (bits.ReadBit())
                {
                    length += bits.ReadBit() ? -1 : 1;
                    if (length is < 1 or > Bzip2Codes.MaxLength)
                        return false;
                }

                if (length is < 1 or > Bzip2Codes.MaxLength)
                    return false;

                lengths[symbol] = (byte)length;
            }

            table.Build(lengths[..symbols]);
        }

        return !bits.IsExhausted;
    }

    /// <summary>The sorted bytes into the links, counted by value; their number, or -1 for codes that make no block.</summary>
    private int ReadSymbols(int selectors, int endOfBlock, int maxLength)
    {
        Array.Clear(_counts);
        var links = _links;
        var length = 0;
        long run = 0;
        var weight = 1;
        for (var group = 0; group < selectors && !bits.IsExhausted; group++)
        {
            var table = _tables[_selectors[group]];
            for (var i = 0; i < GroupLength; i++)
            {
                var symbol = table.Read(bits);
                if (symbol is RunA or RunB)
                {
                    run += (long)weight << symbol;
                    weight <<= 1;
                    if (run > maxLength)
                        return -1;

                    continue;
                }

                if (run > 0)
                {
                    if (length + run > maxLength)
                        return -1;

                    links.AsSpan(length, (int)run).Fill(_front[0]);
                    _counts[_front[0]] += (int)run;
                    length += (int)run;
                    (run, weight) = (0, 1);
                }

                if (symbol == endOfBlock)
                    return length;

                if (symbol < 0 || length == maxLength)
                    return -1;

                var value = MoveToFront(symbol - 1);
                links[length++] = value;
                _counts[value]++;
            }
        }

        return -1;
    }

    private byte MoveToFront(int position)
    {
        var value = _front[position];
        _front.AsSpan(0, position).CopyTo(_front.AsSpan(1));
        _front[0] = value;
        return value;
    }

    private void Link(int length)
    {
        var sum = 0;
        foreach (ref var count in _counts.AsSpan())
            (count, sum) = (sum, sum + count);

        var links = _links.AsSpan(0, length);
        for (var i = 0; i < links.Length; i++)
            links[_counts[(byte)links[i]]++] |= (uint)i << 8;
    }
}
