namespace DataflowWrite.Compression.Xz;

/// <summary>Undoes <see cref="RangeEncoder"/> for one chunk.</summary>
internal ref struct RangeDecoder(ReadOnlySpan<byte> bytes)
{
    private const int ProbabilityBits = 11;
    private const int AdaptShift = 5;
    private const uint Top = 1 << 24;
    private const int HeadLength = 5;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private uint _range = uint.MaxValue;
    private uint _code = HasHead(bytes) ? ReadHead(bytes) : uint.MaxValue;
    private int _position = HeadLength;

    /// <summary>True when the bytes begin as the encoder begins.</summary>
    public static bool HasHead(ReadOnlySpan<byte> bytes) => bytes.Length >= HeadLength && bytes[0] == 0;

    /// <summary>True when the chunk was decoded to its end, and is not damaged as far as the coder can see.</summary>
    public bool IsFinished()
    {
        Normalize();
        return _code == 0 && _position == _bytes.Length;
    }

    public uint Decode(ref ushort probability)
    {
        Normalize();
        var bound = (_range >> ProbabilityBits) * probability;
        if (_code < bound)
        {
            _range = bound;
            probability += (ushort)(((1 << ProbabilityBits) - probability) >> AdaptShift);
            return 0;
        }

        _range -= bound;
        _code -= bound;
        probability -= (ushort)(probability >> AdaptShift);
        return 1;
    }

    public uint DecodeTree(Span<ushort> probabilities, int bits)
    {
        var node = 1u;
        for (var i = 0; i < bits; i++)
            node = (node << 1) | Decode(ref probabilities[(int)node]);

        return node - (1u << bits);
    }

    public uint DecodeReverseTree(Span<ushort> probabilities, int bits)
    {
        var node = 1u;
        var symbol = 0u;
        for (var i = 0; i < bits; i++)
        {
            var bit = Decode(ref probabilities[(int)node]);
            node = (node << 1) | bit;
            symbol |= bit << i;
        }

        return symbol;
    }

    public uint DecodeDirect(int bits)
    {
        var value = 0u;
        for (var i = 0; i < bits; i++)
        {
            Normalize();
            _range >>= 1;
            var bit = _code >= _range ? 1u : 0;
            _code -= _range & (0 - bit);
            value = (value << 1) | bit;
        }

        return value;
    }

    private void Normalize()
    {
        if (_range >= Top)
            return;

        // Past the end come zeros; the position, which goes on, tells it at the end of the chunk.
        _range <<= 8;
        _code = (_code << 8) | (_position < _bytes.Length ? _bytes[_position] : 0u);
        _position++;
    }

    private static uint ReadHead(ReadOnlySpan<byte> bytes)
        => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
}
