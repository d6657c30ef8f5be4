using System.Runtime.InteropServices;

namespace DataflowWrite.Compression.Xz;

/// <summary>The state of a coder, as <c>lzma_stream</c>; it begins zeroed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LiblzmaState
{
    public byte* NextIn;
    public nuint AvailableIn;
    public ulong TotalIn;
    public byte* NextOut;
    public nuint AvailableOut;
    public ulong TotalOut;
    private readonly void* _allocator;
    private readonly void* _internal;
    private readonly void* _reserved1;
    private readonly void* _reserved2;
    private readonly void* _reserved3;
    private readonly void* _reserved4;
    private readonly ulong _seekPosition;
    private readonly ulong _reserved5;
    private readonly nuint _reserved6;
    private readonly nuint _reserved7;
    private readonly int _reserved8;
    private readonly int _reserved9;
}
