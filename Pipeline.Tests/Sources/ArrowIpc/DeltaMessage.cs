using System.Buffers.Binary;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>A dictionary batch of int64 values that says that it extends the dictionary before it, which no writer here makes.</summary>
internal static class DeltaMessage
{
    private const byte DictionaryBatch = 2;
    private const short MetadataV5 = 4;

    public static byte[] Of(long id, params long[] values)
    {
        var head = new FlatBytes();
        head.Int32(0);
        var message = head.Table(MetadataVersion, HeaderType, Header, BodyLength);
        head.Patch(0, message.Position);
        head.Set(message, MetadataVersion, BitConverter.GetBytes(MetadataV5));
        head.Set(message, HeaderType, [DictionaryBatch]);
        head.Set(message, BodyLength, BitConverter.GetBytes(values.Length * 8L));
        var dictionary = head.Table(0, 1, 2);
        head.Point(message, Header, dictionary.Position);
        head.Set(dictionary, 0, BitConverter.GetBytes(id));
        head.Set(dictionary, 2, [1]);
        var batch = head.Table(0, 1, 2);
        head.Point(dictionary, 1, batch.Position);
        head.Set(batch, 0, BitConverter.GetBytes((long)values.Length));
        head.Point(batch, 1, head.Vector(1, values.Length, 0));
        head.Point(batch, 2, head.Vector(2, 0, 0, 0, values.Length * 8L));
        byte[] metadata = head.ToArray();
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, -1);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(4), metadata.Length);
        return [.. prefix, .. metadata, .. values.SelectMany(BitConverter.GetBytes)];
    }

    private const int MetadataVersion = 0;
    private const int HeaderType = 1;
    private const int Header = 2;
    private const int BodyLength = 3;
}
