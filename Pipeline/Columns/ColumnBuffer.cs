using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Memory;

namespace DataflowWrite.Columns;

/// <summary>
/// Memory for one buffer of a gathered column, not zeroed. Large ones are native, without a finalizer, and freed by disposing the
/// column; small ones are left to the collector, because aligned native memory costs more to get than to fill.
/// </summary>
internal readonly struct ColumnBuffer<T>
    where T : unmanaged
{
    private const int LargestManaged = 1024;

    private readonly byte[]? _managed;
    private readonly NativeBuffer<T, ColumnMemory>? _native;

    public ColumnBuffer(int count)
    {
        var bytes = (long)count * Unsafe.SizeOf<T>();
        if (bytes > int.MaxValue)
            throw ColumnBuffers.TooLarge(bytes);

        if (bytes <= LargestManaged)
            _managed = new byte[bytes];
        else
            _native = new(count, zeroFill: false);
    }

    public Span<T> Span => _native is null ? MemoryMarshal.Cast<byte, T>(_managed.AsSpan()) : _native.Span;

    /// <summary>Hands the memory over; the owner of the result frees it.</summary>
    public ArrowBuffer Build() => _native is null ? new(_managed) : _native.Build();

    public void Dispose() => _native?.Dispose();
}
