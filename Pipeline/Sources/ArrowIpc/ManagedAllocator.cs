using System.Buffers;
using Apache.Arrow.Memory;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>
/// Memory of the garbage collector for what is read. Arrow's reader shares dictionaries between batches, and disposing one of
/// them would take the memory of the others away.
/// </summary>
internal sealed class ManagedAllocator : MemoryAllocator
{
    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        bytesAllocated = length;
        return new Owner(GC.AllocateUninitializedArray<byte>(length));
    }

    private sealed class Owner(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
        }
    }
}
