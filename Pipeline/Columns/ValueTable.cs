namespace DataflowWrite.Columns;

/// <summary>Finds numbered values by their hashes: a hash table of chains that holds no values itself.</summary>
internal sealed class ValueTable
{
    private const int None = -1;

    private int[] _heads = [None];
    private int[] _hashes = [];
    private int[] _next = [];
    private int _count;

    public long Bytes => (long)sizeof(int) * (_heads.Length + _hashes.Length + _next.Length);

    /// <summary>The first value of a hash; a negative number when there is none.</summary>
    public int First(int hash) => Skip(_heads[hash & (_heads.Length - 1)], hash);

    /// <summary>The next value of the hash.</summary>
    public int Next(int value, int hash) => Skip(_next[value], hash);

    /// <summary>Adds a value and gives its number.</summary>
    public int Add(int hash)
    {
        if (_count == _hashes.Length)
            Grow();

        _hashes[_count] = hash;
        Link(_count);
        return _count++;
    }

    /// <summary>Takes the values from a number on out again.</summary>
    public void Truncate(int count)
    {
        _count = count;
        LinkAll();
    }

    private int Skip(int value, int hash)
    {
        while (value >= 0 && _hashes[value] != hash)
            value = _next[value];

        return value;
    }

    private void Grow()
    {
        var capacity = Math.Max(16, checked(_count * 2));
        System.Array.Resize(ref _hashes, capacity);
        System.Array.Resize(ref _next, capacity);
        _heads = new int[capacity];
        LinkAll();
    }

    private void LinkAll()
    {
        _heads.AsSpan().Fill(None);
        for (var value = 0; value < _count; value++)
            Link(value);
    }

    private void Link(int value)
    {
        ref var head = ref _heads[_hashes[value] & (_heads.Length - 1)];
        _next[value] = head;
        head = value;
    }
}
