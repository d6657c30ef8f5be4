using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Memory;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// Arrays of the shared pool as Arrow buffers. The last reference to a buffer that is disposed gives the array back; an array whose buffer
/// nobody disposes is collected like any object.
/// </summary>
internal static class PooledArrays
{
    /// <summary>Gives a rented array away, of which the first <paramref name="length"/> bytes count, one at least.</summary>
    /// <remarks>
    /// Arrow makes a buffer with an owner only of memory that it asks an allocator for. So a builder of one byte gets the whole
    /// array, and puts the byte where it already is.
    /// </remarks>
    public static ArrowBuffer ToBuffer(byte[] array, int length)
        => new ArrowBuffer.Builder<byte>(1).Append(array[0]).Build(new Handover(array, length));

    private sealed class Handover(byte[] array, int length) : MemoryAllocator
    {
        protected override IMemoryOwner<byte> AllocateInternal(int requested, out int bytesAllocated)
        {
            bytesAllocated = length;
            return new Owner(array, length);
        }
    }

    private sealed class Owner(byte[] array, int length) : IMemoryOwner<byte>
    {
        private byte[]? _array = array;

        public Memory<byte> Memory => _array.AsMemory(0, length);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _array, null) is { } rented)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
