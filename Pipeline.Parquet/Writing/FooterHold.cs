using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// Keeps the footer that the native writer ends with from the output. It comes in the last three writes: the metadata, its length, the magic bytes; so
/// three writes are held back.
/// </summary>
internal sealed class FooterHold : IDisposable
{
    private const int FooterWrites = 3;
    private const int SizeOfLength = 4;

    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Queue<(byte[] Rented, int Length)> _held = new(FooterWrites + 1);

    /// <summary>Takes one write, and puts out the one that can no longer be of the footer.</summary>
    public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        if (_held.Count == FooterWrites)
        {
            var (rented, length) = _held.Dequeue();
            output.Write(rented.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(rented);
        }

        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        _held.Enqueue((copy, bytes.Length));
    }

    /// <summary>The metadata, once the native writer is closed.</summary>
    /// <param name="footerLength">What all three writes took.</param>
    /// <exception cref="InvalidOperationException">The native library writes otherwise than it did.</exception>
    public ReadOnlySpan<byte> Metadata(out int footerLength)
    {
        var writes = _held.ToArray();
        if (writes.Length != FooterWrites || !Of(writes[2]).SequenceEqual(Magic) || writes[1].Length != SizeOfLength
            || BinaryPrimitives.ReadInt32LittleEndian(Of(writes[1])) != writes[0].Length)
            throw new InvalidOperationException(
                "The native Parquet library writes its footer in another way than this version of DataflowWrite.Parquet knows;"
                + " use the ParquetSharp version that it was built for.");

        footerLength = writes.Sum(write => write.Length);
        return Of(writes[0]);
    }

    public void Dispose()
    {
        while (_held.TryDequeue(out var write))
            ArrayPool<byte>.Shared.Return(write.Rented);
    }

    private static ReadOnlySpan<byte> Of((byte[] Rented, int Length) write) => write.Rented.AsSpan(0, write.Length);
}
