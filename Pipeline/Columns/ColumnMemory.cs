using Apache.Arrow.Memory;

namespace DataflowWrite.Columns;

/// <summary>Counts the native memory that gathered columns hold: nothing but disposing them frees it, and no collector sees it.</summary>
internal readonly struct ColumnMemory : INativeAllocationTracker
{
    private static long _liveBytes;

    /// <summary>Bytes held now, in the whole process.</summary>
    public static long LiveBytes => Interlocked.Read(ref _liveBytes);

    /// <inheritdoc/>
    public void Track(int count, long bytes) => Interlocked.Add(ref _liveBytes, bytes);
}
