using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Which rows of an array with a validity bitmap are not null, by their position in the buffers.</summary>
internal readonly ref struct RowValidity
{
    private readonly ReadOnlySpan<byte> _bits;

    public RowValidity(ArrayData data)
        => _bits = data.GetNullCount() == 0 || data.Buffers[0].IsEmpty ? [] : data.Buffers[0].Span;

    /// <summary>For an array that may be damaged.</summary>
    /// <exception cref="InvalidDataException">The bitmap is too short.</exception>
    public RowValidity(string column, ArrayData data) => _bits = CheckedData.Validity(column, data);

    public bool AllValid => _bits.IsEmpty;

    public bool this[int position] => _bits.IsEmpty || ((_bits[position >> 3] >> (position & 7)) & 1) != 0;
}
