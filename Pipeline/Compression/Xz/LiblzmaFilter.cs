using System.Runtime.InteropServices;

namespace DataflowWrite.Compression.Xz;

/// <summary>One filter of a chain, as <c>lzma_filter</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct LiblzmaFilter(ulong id, void* options)
{
    private readonly ulong _id = id;
    private readonly void* _options = options;
}
