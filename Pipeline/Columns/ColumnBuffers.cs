using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Where gathered columns get their memory.</summary>
internal static class ColumnBuffers
{
    public static ColumnBuffer<T> Allocate<T>(int count)
        where T : unmanaged
        => new(count);

    public static ArrowBuffer CopyOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return ArrowBuffer.Empty;

        var buffer = Allocate<byte>(bytes.Length);
        bytes.CopyTo(buffer.Span);
        return buffer.Build();
    }

    public static int BitmapLength(int bits) => (int)(((long)bits + 7) / 8);

    public static void Free(ReadOnlySpan<ArrayData?> arrays)
    {
        foreach (var array in arrays)
            array?.Dispose();
    }

    public static OverflowException TooLarge(long bytes) => new(
        $"the rows would take {bytes:N0} bytes in one Arrow buffer, over its limit of {int.MaxValue:N0}; write smaller batches.");
}
