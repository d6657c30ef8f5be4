namespace DataflowWrite.Compression.Bzip2;

/// <summary>The compressed bytes as bits, the most significant first.</summary>
internal sealed class Bzip2Bits(CompressedInput input)
{
    // The next bits, at the top of the word; below them zeros.
    private ulong _bits;
    private int _count;

    /// <summary>Bytes whose bits were all taken.</summary>
    public long Offset => input.Offset - (_count / 8);

    /// <summary>True when the source ended before the bits that were asked for; they read as zeros.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>True at a byte boundary with nothing behind it.</summary>
    public bool AtEnd() => _count == 0 && !input.Require(1);

    public void AlignToByte() => Skip(_count % 8);

    public bool ReadBit() => Read(1) != 0;

    /// <summary>The next bits, at most 32.</summary>
    public uint Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    public uint Peek(int count)
    {
        if (_count < count)
            Refill(count);

        return (uint)(_bits >> (64 - count));
    }

    public void Skip(int count)
    {
        if (_count < count)
            Refill(count);

        IsExhausted |= _count < count;
        _bits <<= count;
        _count = Math.Max(_count - count, 0);
    }

    private void Refill(int count)
    {
        input.Require((count - _count + 7) / 8);
        var bytes = input.Available;
        var taken = 0;
        for (; _count <= 56 && taken < bytes.Length; _count += 8)
            _bits |= (ulong)bytes[taken++] << (56 - _count);

        input.Advance(taken);
    }
}
