using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DataflowWrite.Serialization.ArrowIpc.Body;

namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>Appends messages to a file or stream and knows where in it they stand. Bodies start at multiples of 64 bytes.</summary>
internal sealed class MessageWriter
{
    private const uint Continuation = 0xFFFF_FFFF;
    private const int Prefix = 2 * sizeof(int);
    private const int FileStart = 8;
    private const long LargestRequest = 1 << 30;

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    private long _position;

    public void WriteFileStart(IBufferWriter<byte> output)
    {
        var start = Next(output, FileStart);
        Magic.CopyTo(start);
        Commit(output, FileStart);
    }

    /// <summary>Appends a message with the given metadata; without a body for null.</summary>
    public MessageBlock Write(IBufferWriter<byte> output, ReadOnlySpan<byte> metadata, BodyLayout? body)
    {
        var offset = _position;
        var length = checked((int)(BodyLayout.Padded(_position + Prefix + metadata.Length) - _position));

        // Asked for once, so that the output need not grow with every buffer.
        _ = output.GetSpan((int)Math.Min(length + (body?.Length ?? 0), LargestRequest));
        var bytes = Next(output, length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Continuation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(int)..], length - Prefix);
        metadata.CopyTo(bytes[Prefix..]);
        Commit(output, length);

        foreach (var buffer in body is null ? [] : CollectionsMarshal.AsSpan(body.Buffers))
        {
            var padded = checked((int)BodyLayout.Padded(buffer.Length));
            var target = output.GetSpan(padded);
            buffer.Span.CopyTo(target);
            target[buffer.Length..padded].Clear();
            Commit(output, padded);
        }

        return new(offset, length, body?.Length ?? 0);
    }

    public void WriteStreamEnd(IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Next(output, Prefix), Continuation);
        Commit(output, Prefix);
    }

    public void WriteFileEnd(IBufferWriter<byte> output, ReadOnlySpan<byte> footer)
    {
        var length = footer.Length + sizeof(int) + Magic.Length;
        var bytes = Next(output, length);
        footer.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[footer.Length..], footer.Length);
        Magic.CopyTo(bytes[(footer.Length + sizeof(int))..]);
        Commit(output, length);
    }

    private static Span<byte> Next(IBufferWriter<byte> output, int length)
    {
        var bytes = output.GetSpan(length)[..length];
        bytes.Clear();
        return bytes;
    }

    private void Commit(IBufferWriter<byte> output, int length)
    {
        output.Advance(length);
        _position += length;
    }
}
