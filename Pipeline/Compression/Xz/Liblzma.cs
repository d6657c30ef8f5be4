using System.Runtime.InteropServices;

namespace DataflowWrite.Compression.Xz;

/// <summary>The system's liblzma, when it is there.</summary>
internal sealed unsafe class Liblzma
{
    public const int Ok = 0;
    public const int StreamEnd = 1;
    public const int UnsupportedCheck = 3;
    public const int OutOfMemory = 5;
    public const int MemoryLimit = 6;
    public const int UnknownFormat = 7;
    public const int UnsupportedOptions = 8;
    public const int NoProgress = 10;

    public const int Run = 0;
    public const int Finish = 3;

    private const ulong Lzma2Filter = 0x21;
    private const int CheckCrc64 = 4;
    private const uint TellUnsupportedCheck = 0x02;
    private const uint Concatenated = 0x08;

    /// <summary>More than the options of the encoder take in any version.</summary>
    private const int OptionsSize = 512;

    // 5.0 is the first stable version; the structures that we pass have not changed since.
    private const uint MinVersion = 50_000_000;

    private static readonly string[] FileNames = OperatingSystem.IsWindows() ? ["liblzma.dll", "liblzma-5.dll"]
        : OperatingSystem.IsMacOS() ? ["liblzma.5.dylib", "/opt/homebrew/lib/liblzma.5.dylib", "/usr/local/lib/liblzma.5.dylib"]
        : ["liblzma.so.5"];

    private readonly delegate* unmanaged[Cdecl]<void*, uint, byte> _preset;
    private readonly delegate* unmanaged[Cdecl]<LiblzmaState*, LiblzmaFilter*, int, int> _streamEncoder;
    private readonly delegate* unmanaged[Cdecl]<nuint, nuint> _bound;
    private readonly delegate* unmanaged[Cdecl]<LiblzmaFilter*, int, void*, byte*, nuint, byte*, nuint*, nuint, int> _encodeBuffer;
    private readonly delegate* unmanaged[Cdecl]<LiblzmaState*, ulong, uint, int> _streamDecoder;
    private readonly delegate* unmanaged[Cdecl]<LiblzmaState*, int, int> _code;
    private readonly delegate* unmanaged[Cdecl]<LiblzmaState*, void> _end;

    private Liblzma(nint library)
    {
        _preset = (delegate* unmanaged[Cdecl]<void*, uint, byte>)NativeLibrary.GetExport(library, "lzma_lzma_preset");
        _streamEncoder = (delegate* unmanaged[Cdecl]<LiblzmaState*, LiblzmaFilter*, int, int>)
            NativeLibrary.GetExport(library, "lzma_stream_encoder");
        _bound = (delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLibrary.GetExport(library, "lzma_stream_buffer_bound");
        _encodeBuffer = (delegate* unmanaged[Cdecl]<LiblzmaFilter*, int, void*, byte*, nuint, byte*, nuint*, nuint, int>)
            NativeLibrary.GetExport(library, "lzma_stream_buffer_encode");
        _streamDecoder = (delegate* unmanaged[Cdecl]<LiblzmaState*, ulong, uint, int>)
            NativeLibrary.GetExport(library, "lzma_stream_decoder");
        _code = (delegate* unmanaged[Cdecl]<LiblzmaState*, int, int>)NativeLibrary.GetExport(library, "lzma_code");
        _end = (delegate* unmanaged[Cdecl]<LiblzmaState*, void>)NativeLibrary.GetExport(library, "lzma_end");
        var version = ((delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "lzma_version_number"))();
        Version = version < MinVersion
            ? throw new EntryPointNotFoundException("liblzma is older than 5.0.")
            : $"{version / 10_000_000}.{version / 10_000 % 1_000}.{version / 10 % 1_000}";
    }

    public string Version { get; }

    /// <summary>Null when no library is found, or it lacks what we call.</summary>
    public static Liblzma? TryLoad()
    {
        foreach (var name in FileNames)
        {
            if (!NativeLibrary.TryLoad(name, typeof(Liblzma).Assembly, DllImportSearchPath.SafeDirectories, out var library))
                continue;

            try
            {
                return new(library);
            }
            catch (EntryPointNotFoundException)
            {
                NativeLibrary.Free(library);
            }
        }

        return null;
    }

    /// <summary>The longest stream that so many bytes can become.</summary>
    public int BoundOf(int length) => checked((int)_bound((nuint)length));

    /// <summary>Compresses into one whole stream of one block, whose header tells the sizes; the length of the stream.</summary>
    public int Encode(ReadOnlySpan<byte> source, int level, Span<byte> destination)
    {
        var options = stackalloc byte[OptionsSize];
        var filters = stackalloc LiblzmaFilter[2];
        FillFilters(level, options, filters);

        // A dictionary that is larger than the source only takes memory.
        ref var dictionary = ref *(uint*)options;
        dictionary = (uint)Math.Min(dictionary, XzFormat.DictionarySize(XzFormat.DictionaryCode(source.Length)));
        nuint length = 0;
        int status;
        fixed (byte* from = source, to = destination)
            status = _encodeBuffer(filters, CheckCrc64, null, from, (nuint)source.Length, to, &length, (nuint)destination.Length);

        ThrowIfFailed(status);
        return (int)length;
    }

    public void StartEncoder(LiblzmaState* state, int level)
    {
        var options = stackalloc byte[OptionsSize];
        var filters = stackalloc LiblzmaFilter[2];
        FillFilters(level, options, filters);
        ThrowIfFailed(_streamEncoder(state, filters, CheckCrc64));
    }

    public void StartDecoder(LiblzmaState* state, ulong memoryLimit)
        => ThrowIfFailed(_streamDecoder(state, memoryLimit, TellUnsupportedCheck | Concatenated));

    public int Code(LiblzmaState* state, int action) => _code(state, action);

    public void End(LiblzmaState* state) => _end(state);

    /// <exception cref="OutOfMemoryException">It got no memory.</exception>
    /// <exception cref="InvalidOperationException">It was called in a wrong way.</exception>
    public static void ThrowIfFailed(int status)
    {
        if (status is not (Ok or StreamEnd))
            throw status == OutOfMemory
                ? new OutOfMemoryException("liblzma could not allocate its tables; choose a lower level of xz.")
                : new InvalidOperationException($"liblzma refused its arguments with code {status}.");
    }

    private void FillFilters(int level, byte* options, LiblzmaFilter* filters)
    {
        if (_preset(options, (uint)level) != 0)
            throw new InvalidOperationException($"liblzma does not know the level {level}.");

        filters[0] = new(Lzma2Filter, options);
        filters[1] = new(ulong.MaxValue, null);
    }
}
