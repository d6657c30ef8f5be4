namespace DataflowWrite.Columns.Statistics;

/// <summary>
/// The first bytes of a value, and whether it goes on. A value that goes on is greater than one that ends there, so that the order of prefixes is
/// never against the order of the values.
/// </summary>
internal sealed class BytePrefix
{
    /// <summary>What DataFusion keeps for Parquet.</summary>
    public const int MaxLength = 64;

    private byte[] _bytes = [];
    private int _length;

    public bool IsCut { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Set(ReadOnlySpan<byte> value) => Set(value[..Math.Min(value.Length, MaxLength)], value.Length > MaxLength);

    public void Set(BytePrefix other) => Set(other.Bytes, other.IsCut);

    public int CompareTo(ReadOnlySpan<byte> value) => CompareTo(value[..Math.Min(value.Length, MaxLength)], value.Length > MaxLength);

    public int CompareTo(BytePrefix other) => CompareTo(other.Bytes, other.IsCut);

    private int CompareTo(ReadOnlySpan<byte> prefix, bool isCut)
        => Bytes.SequenceCompareTo(prefix) is var order and not 0 ? order : IsCut.CompareTo(isCut);

    private void Set(ReadOnlySpan<byte> prefix, bool isCut)
    {
        if (_bytes.Length < prefix.Length)
            _bytes = new byte[MaxLength];

        prefix.CopyTo(_bytes);
        _length = prefix.Length;
        IsCut = isCut;
    }
}
