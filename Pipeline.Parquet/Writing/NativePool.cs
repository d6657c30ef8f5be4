using ParquetSharp;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// What the native library holds for the open row groups of the process. It tells the sum only, so that an encoder's part is in proportion to what its
/// rows take: dictionaries of values that hardly repeat take several times as much. Thread-safe.
/// </summary>
internal static class NativePool
{
    /// <summary>More than that is not the encoders', but a reader's in the same process.</summary>
    private const double MostExpansion = 4;

    private static long _expected;

    /// <summary>
    /// The pool of the encoders. Jemalloc, where the library has it, gives back what a closed row group held; the library's default keeps some 60 MB of it in each
    /// write with many files. Arrow's variable <c>ARROW_DEFAULT_MEMORY_POOL</c> has the last word.
    /// </summary>
    public static MemoryPool Pool { get; } = ChoosePool();

    /// <summary>Counts what one encoder expects to hold more, or less, than it said before.</summary>
    public static void Expect(long change) => Interlocked.Add(ref _expected, change);

    /// <summary>What is held, at least the expected bytes, where an encoder expects so many.</summary>
    public static long HeldFor(long expected)
    {
        var all = Interlocked.Read(ref _expected);
        if (expected == 0 || all <= 0)
            return expected;

        return (long)(expected * Math.Clamp((double)Pool.BytesAllocated / all, 1, MostExpansion));
    }

    private static MemoryPool ChoosePool()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ARROW_DEFAULT_MEMORY_POOL")))
            return MemoryPool.GetDefaultMemoryPool();

        try
        {
            return MemoryPool.JemallocMemoryPool();
        }
        catch (ParquetException)
        {
            return MemoryPool.GetDefaultMemoryPool();
        }
    }
}
