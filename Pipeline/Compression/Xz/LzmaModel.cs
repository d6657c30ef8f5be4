namespace DataflowWrite.Compression.Xz;

/// <summary>What encoder and decoder of LZMA learn in step: the adaptive probabilities, and the state of the last symbols.</summary>
internal sealed class LzmaModel
{
    public const int States = 12;
    public const int MaxPositionStates = 1 << 4;
    public const int MinMatch = 2;
    public const int MaxMatch = 273;
    public const int LengthStates = 4;
    public const int SlotBits = 6;
    public const int AlignBits = 4;

    /// <summary>Distances from this slot on have bits of even odds in their middle.</summary>
    public const int FirstAlignedSlot = 14;

    /// <summary>Distances below this slot are their slot.</summary>
    public const int FirstFooterSlot = 4;

    public const int LiteralSize = 0x300;

    private const ushort EvenOdds = 1 << 10;
    private const int MaxLiteralBits = 4;

    private int _literalContextBits;
    private uint _literalPositionMask;
    private int _state;

    public ushort[] IsMatch { get; } = new ushort[States * MaxPositionStates];

    public ushort[] IsRepeat { get; } = new ushort[States];

    public ushort[] IsNotRepeat0 { get; } = new ushort[States];

    public ushort[] IsNotRepeat1 { get; } = new ushort[States];

    public ushort[] IsNotRepeat2 { get; } = new ushort[States];

    public ushort[] IsLongRepeat0 { get; } = new ushort[States * MaxPositionStates];

    public ushort[] Slots { get; } = new ushort[LengthStates << SlotBits];

    public ushort[] Footers { get; } = new ushort[115];

    public ushort[] Align { get; } = new ushort[1 << AlignBits];

    public ushort[] Literals { get; } = new ushort[LiteralSize << MaxLiteralBits];

    public LzmaLengths MatchLengths { get; } = new();

    public LzmaLengths RepeatLengths { get; } = new();

    /// <summary>The last four distances, less one.</summary>
    public uint[] Repeats { get; } = new uint[4];

    public uint PositionMask { get; private set; }

    public int State => _state;

    public bool AfterLiteral => _state < 7;

    /// <summary>Sets the three parameters of literals and positions; false for a byte that LZMA2 does not allow.</summary>
    public bool TrySetProperties(byte properties)
    {
        if (properties >= 9 * 5 * 5)
            return false;

        var literalPositionBits = properties / 9 % 5;
        _literalContextBits = properties % 9;
        _literalPositionMask = (1u << literalPositionBits) - 1;
        PositionMask = (1u << (properties / 45)) - 1;
        return _literalContextBits + literalPositionBits <= MaxLiteralBits;
    }

    public void Reset()
    {
        _state = 0;
        Array.Clear(Repeats);
        foreach (var probabilities in new[]
        {
            IsMatch, IsRepeat, IsNotRepeat0, IsNotRepeat1, IsNotRepeat2, IsLongRepeat0, Slots, Footers, Align, Literals,
        })
            Reset(probabilities);

        MatchLengths.Reset();
        RepeatLengths.Reset();
    }

    public static void Reset(ushort[] probabilities) => Array.Fill(probabilities, EvenOdds);

    /// <summary>The probabilities of a literal at this position behind this byte.</summary>
    public Span<ushort> LiteralAt(uint position, byte previous)
    {
        var context = ((position & _literalPositionMask) << _literalContextBits) + (uint)(previous >> (8 - _literalContextBits));
        return Literals.AsSpan((int)context * LiteralSize, LiteralSize);
    }

    public void AddLiteral() => _state = _state < 4 ? 0 : _state < 10 ? _state - 3 : _state - 6;

    public void AddMatch(uint distance)
    {
        (Repeats[3], Repeats[2], Repeats[1], Repeats[0]) = (Repeats[2], Repeats[1], Repeats[0], distance);
        _state = AfterLiteral ? 7 : 10;
    }

    public void AddRepeat(int index)
    {
        var distance = Repeats[index];
        Repeats.AsSpan(0, index).CopyTo(Repeats.AsSpan(1));
        Repeats[0] = distance;
        _state = AfterLiteral ? 8 : 11;
    }

    public void AddShortRepeat() => _state = AfterLiteral ? 9 : 11;

    public static int LengthState(int length) => Math.Min(length - MinMatch, LengthStates - 1);
}
