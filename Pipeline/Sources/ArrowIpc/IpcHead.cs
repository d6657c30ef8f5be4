using System.Buffers.Binary;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>What stands before the body of a message, checked as far as the body must agree with it.</summary>
/// <param name="Kind">What the message is.</param>
/// <param name="Rows">Its rows, for a record batch or dictionary.</param>
/// <param name="Nodes">Its arrays, those within others counted.</param>
/// <param name="BodyLength">The bytes that follow.</param>
internal readonly record struct IpcHead(IpcKind Kind, long Rows, int Nodes, long BodyLength)
{
    private const int NodeSize = 16;
    private const int BufferSize = 16;

    /// <exception cref="InvalidDataException">The bytes are no such message, or contradict themselves.</exception>
    public static IpcHead Parse(ReadOnlySpan<byte> metadata)
    {
        try
        {
            var message = FlatTable.Root(metadata);
            var kind = (IpcKind)message.Byte(1);
            var bodyLength = message.Int64(3);
            if (bodyLength < 0 || !message.TryTable(2, out var header))
                throw new InvalidDataException("the head of the message contradicts itself");

            switch (kind)
            {
                case IpcKind.Schema when header.Int16(0) != 0:
                    throw new InvalidDataException("the data is big-endian, which is not supported");
                case IpcKind.Schema when bodyLength == 0:
                    return new(kind, 0, 0, 0);
                case IpcKind.DictionaryBatch when header.TryTable(1, out var values):
                    return OfBatch(kind, values, bodyLength);
                case IpcKind.RecordBatch:
                    return OfBatch(kind, header, bodyLength);
                default:
                    throw new InvalidDataException($"a message of kind {(int)kind} is neither schema, dictionary nor record batch");
            }
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("the head of the message is damaged", e);
        }
    }

    private static IpcHead OfBatch(IpcKind kind, FlatTable batch, long bodyLength)
    {
        var rows = batch.Int64(0);
        var nodes = batch.Structs(1, NodeSize);
        var buffers = batch.Structs(2, BufferSize);
        if (rows is < 0 or > int.MaxValue)
            throw new InvalidDataException($"the batch claims {rows} rows");

        if (bodyLength > System.Array.MaxLength)
            throw new InvalidDataException($"the batch takes {bodyLength} bytes, and at most {System.Array.MaxLength} can be read; write smaller batches");

        for (var at = 0; at < nodes.Length; at += NodeSize)
            if (Number(nodes, at) is < 0 or > int.MaxValue || Number(nodes, at + 8) < 0 || Number(nodes, at + 8) > Number(nodes, at))
                throw new InvalidDataException("the batch claims columns of impossible lengths");

        for (var at = 0; at < buffers.Length; at += BufferSize)
            if (Number(buffers, at) is var offset && Number(buffers, at + 8) is var length && (offset < 0 || length < 0 || offset > bodyLength - length))
                throw new InvalidDataException("the batch claims bytes outside of its body");

        return new(kind, rows, nodes.Length / NodeSize, bodyLength);
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
