using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Storage;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>
/// The arrays and buffers of one message in the order in which the format wants them. Buffers are those of the arrays themselves where these fit,
/// and rented copies where offsets or bits have to move; <see cref="Clear"/> returns the copies.
/// </summary>
internal sealed class BodyLayout : IDisposable
{
    /// <summary>Bytes that readers which count in 32 bits still take, compressed or not.</summary>
    public const long LargestLength = int.MaxValue - (16 << 20);

    private const int Alignment = 64;

    private readonly List<byte[]> _rented = [];
    private readonly List<PooledBufferWriter> _compressed = [];

    public List<FieldNode> Nodes { get; } = [];

    public List<ReadOnlyMemory<byte>> Buffers { get; } = [];

    /// <summary>For each array of views, how many buffers it has beyond the views.</summary>
    public List<long> VariadicCounts { get; } = [];

    /// <summary>Bytes of the body, padding included.</summary>
    public long Length { get; private set; }

    public static long Padded(long length) => (length + Alignment - 1) & -Alignment;

    public void Add(ReadOnlyMemory<byte> buffer)
    {
        Buffers.Add(buffer);
        Length += Padded(buffer.Length);
    }

    /// <summary>Adds a range of the elements in a buffer of an array, each of so many bytes.</summary>
    /// <exception cref="InvalidDataException">The buffer is too short.</exception>
    public void Add(IpcField field, ArrayData data, int buffer, long start, long count, int width)
    {
        if (count == 0)
        {
            AddEmpty();
            return;
        }

        _ = CheckedData.Bytes(field.Path, data, buffer, start * width, count * width);
        Add(data.Buffers[buffer].Memory.Slice((int)(start * width), (int)(count * width)));
    }

    public void AddEmpty() => Buffers.Add(default);

    /// <summary>Adds a buffer to be filled by the caller, who must fill all of it.</summary>
    public Span<T> Rent<T>(int count)
        where T : unmanaged
    {
        var length = checked(count * Unsafe.SizeOf<T>());
        var array = ArrayPool<byte>.Shared.Rent(length);
        _rented.Add(array);
        Add(array.AsMemory(0, length));
        return MemoryMarshal.Cast<byte, T>(array.AsSpan(0, length));
    }

    /// <summary>Puts the compressed form in the place of each buffer that is not empty.</summary>
    public void Compress(BodyCompression compression)
    {
        var outputs = compression.Compress(Buffers);
        Length = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not { } output)
                continue;

            _compressed.Add(output);
            Buffers[i] = output.WrittenMemory;
            Length += Padded(output.WrittenCount);
        }
    }

    public void Clear()
    {
        Nodes.Clear();
        Buffers.Clear();
        VariadicCounts.Clear();
        Length = 0;
        foreach (var array in _rented)
            ArrayPool<byte>.Shared.Return(array);

        foreach (var writer in _compressed)
            writer.Dispose();

        _rented.Clear();
        _compressed.Clear();
    }

    public void Dispose() => Clear();
}
