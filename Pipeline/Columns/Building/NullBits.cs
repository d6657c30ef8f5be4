using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>Validity bitmaps of values that may be null.</summary>
internal static class NullBits
{
    /// <summary>The bitmap, or an empty buffer when none is null.</summary>
    /// <exception cref="RecordValueException">A value is null and must not be.</exception>
    public static ArrowBuffer Of<T>(ReadOnlySpan<T> values, bool allowed, out int nullCount)
    {
        var first = 0;
        while (first < values.Length && values[first] is not null)
            first++;

        nullCount = 0;
        if (first == values.Length)
            return ArrowBuffer.Empty;
        if (!allowed)
            throw RecordErrors.UnexpectedNull(first);

        var buffer = ColumnBuffers.Allocate<byte>(ColumnBuffers.BitmapLength(values.Length));
        var bits = buffer.Span;
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
            if (values[i] is not null)
                bits[i >> 3] |= (byte)(1 << (i & 7));
            else
                nullCount++;

        return buffer.Build();
    }
}
