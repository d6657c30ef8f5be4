namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>128 bits of two independent FNV-1a hashes, enough to tell states apart.</summary>
internal struct StateHash()
{
    private const ulong Prime = 1099511628211;

    private ulong _first = 14695981039346656037;
    private ulong _second = 0x9E3779B97F4A7C15;

    public readonly UInt128 Value => new(_first, _second);

    public void Add(string text)
    {
        foreach (var character in text)
            Mix(character);

        Mix('\uFFFF');
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            Mix(value);

        Mix('\uFFFE');
    }

    public void Add(UInt128 other)
    {
        Mix((ulong)other);
        Mix((ulong)(other >> 64));
    }

    private void Mix(ulong value)
    {
        _first = (_first ^ value) * Prime;
        _second = ((_second ^ (value + 0x632BE59BD9B4E019)) * Prime) ^ (_second >> 29);
    }
}
