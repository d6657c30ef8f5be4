using Apache.Arrow;
using Apache.Arrow.Memory;

namespace DataflowWrite.Columns;

/// <summary>Where gathered columns get their memory: native, not zeroed, without a finalizer; disposing the batch frees it.</summary>
internal static class ColumnBuffers
{
    public static NativeBuffer<T, ColumnMemory> Allocate<T>(int count)
        where T : unmanaged
        => new(count, zeroFill: false);

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
