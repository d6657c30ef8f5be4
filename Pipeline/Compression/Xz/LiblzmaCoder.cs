using System.Runtime.InteropServices;

namespace DataflowWrite.Compression.Xz;

/// <summary>A coder of liblzma and its memory, given back when it is disposed or finalized.</summary>
internal sealed unsafe class LiblzmaCoder : SafeHandle
{
    private readonly Liblzma _library;

    private LiblzmaCoder(Liblzma library)
        : base(nint.Zero, ownsHandle: true)
    {
        _library = library;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(LiblzmaState)));
    }

    public override bool IsInvalid => handle == nint.Zero;

    private LiblzmaState* State => (LiblzmaState*)handle;

    public static LiblzmaCoder CreateEncoder(Liblzma library, int level)
    {
        var coder = new LiblzmaCoder(library);
        library.StartEncoder(coder.State, level);
        return coder;
    }

    public static LiblzmaCoder CreateDecoder(Liblzma library, ulong memoryLimit)
    {
        var coder = new LiblzmaCoder(library);
        library.StartDecoder(coder.State, memoryLimit);
        return coder;
    }

    /// <summary>Goes on as far as input and room reach; a status of <see cref="Liblzma"/>.</summary>
    public int Code(ReadOnlySpan<byte> input, Span<byte> output, int action, out int consumed, out int written)
    {
        ObjectDisposedException.ThrowIf(IsClosed, typeof(Stream));
        int status;
        fixed (byte* from = input, to = output)
        {
            State->NextIn = from;
            State->AvailableIn = (nuint)input.Length;
            State->NextOut = to;
            State->AvailableOut = (nuint)output.Length;
            status = _library.Code(State, action);
            consumed = input.Length - (int)State->AvailableIn;
            written = output.Length - (int)State->AvailableOut;
        }

        return status;
    }

    protected override bool ReleaseHandle()
    {
        _library.End(State);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
