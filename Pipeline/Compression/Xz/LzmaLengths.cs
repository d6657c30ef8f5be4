namespace DataflowWrite.Compression.Xz;

/// <summary>The probabilities of the lengths of matches, or of repeated matches.</summary>
internal sealed class LzmaLengths
{
    public const int LowBits = 3;
    public const int HighBits = 8;
    public const int Low = 1 << LowBits;

    public ushort[] Choice { get; } = new ushort[2];

    public ushort[] Short { get; } = new ushort[LzmaModel.MaxPositionStates << LowBits];

    public ushort[] Middle { get; } = new ushort[LzmaModel.MaxPositionStates << LowBits];

    public ushort[] Long { get; } = new ushort[1 << HighBits];

    public void Reset()
    {
        LzmaModel.Reset(Choice);
        LzmaModel.Reset(Short);
        LzmaModel.Reset(Middle);
        LzmaModel.Reset(Long);
    }
}
