using System.Runtime.InteropServices;
using DataflowWrite.Serialization.ArrowIpc.Body;

namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>The metadata of messages that have a body.</summary>
internal static class MessageHeader
{
    /// <summary>Version 5 of the metadata, as the format numbers it.</summary>
    public const short MetadataVersion = 4;

    private const byte Absent = 0;
    private const byte DictionaryBatch = 2;
    private const byte RecordBatch = 3;

    /// <summary>The header of a record batch whose body is laid out, and compressed if it is to be.</summary>
    public static void WriteRecordBatch(FlatTables tables, BodyLayout body, long rows, byte? codec)
    {
        tables.Clear();
        var message = WriteMessage(tables, RecordBatch, body);
        tables.Refer(message, 2, WriteBatch(tables, body, rows, codec));
    }

    /// <summary>The header of a dictionary that replaces the one of its number, if there is one.</summary>
    public static void WriteDictionary(FlatTables tables, BodyLayout body, long values, byte? codec, long id)
    {
        tables.Clear();
        var message = WriteMessage(tables, DictionaryBatch, body);
        var dictionary = tables.Table(8, 4, Absent);
        tables.SetInt64(dictionary, 0, id);
        tables.Refer(message, 2, dictionary);
        tables.Refer(dictionary, 1, WriteBatch(tables, body, values, codec));
    }

    private static int WriteMessage(FlatTables tables, byte type, BodyLayout body)
    {
        var message = tables.Table(2, 1, 4, 8);
        tables.SetInt16(message, 0, MetadataVersion);
        tables.SetByte(message, 1, type);
        tables.SetInt64(message, 3, body.Length);
        return message;
    }

    private static int WriteBatch(FlatTables tables, BodyLayout body, long rows, byte? codec)
    {
        var isCompressed = codec is null ? Absent : (byte)4;
        var hasViews = body.VariadicCounts.Count == 0 ? Absent : (byte)4;
        var batch = tables.Table(8, 4, 4, isCompressed, hasViews);
        tables.SetInt64(batch, 0, rows);
        if (codec is not null)
        {
            var compression = tables.Table(1, 1);
            tables.SetByte(compression, 0, codec.Value);
            tables.Refer(batch, 3, compression);
        }

        tables.Refer(batch, 1, WriteNodes(tables, body));
        tables.Refer(batch, 2, WriteBuffers(tables, body));
        if (body.VariadicCounts.Count > 0)
        {
            var counts = tables.Vector(body.VariadicCounts.Count, sizeof(long));
            CollectionsMarshal.AsSpan(body.VariadicCounts).CopyTo(tables.Elements(counts, body.VariadicCounts.Count));
            tables.Refer(batch, 4, counts);
        }

        return batch;
    }

    private static int WriteNodes(FlatTables tables, BodyLayout body)
    {
        var vector = tables.Vector(body.Nodes.Count, 2 * sizeof(long));
        var elements = tables.Elements(vector, 2 * body.Nodes.Count);
        for (var i = 0; i < body.Nodes.Count; i++)
            (elements[2 * i], elements[(2 * i) + 1]) = (body.Nodes[i].Length, body.Nodes[i].NullCount);

        return vector;
    }

    private static int WriteBuffers(FlatTables tables, BodyLayout body)
    {
        var vector = tables.Vector(body.Buffers.Count, 2 * sizeof(long));
        var elements = tables.Elements(vector, 2 * body.Buffers.Count);
        var position = 0L;
        for (var i = 0; i < body.Buffers.Count; i++)
        {
            (elements[2 * i], elements[(2 * i) + 1]) = (position, body.Buffers[i].Length);
            position += BodyLayout.Padded(body.Buffers[i].Length);
        }

        return vector;
    }
}
