using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>The first message: the schema as Apache.Arrow describes it.</summary>
internal sealed class SchemaMessage
{
    private const int Prefix = 8;
    private const int HeaderField = 2;

    private readonly byte[] _flatBuffer;

    private SchemaMessage(byte[] flatBuffer)
    {
        _flatBuffer = flatBuffer;
        SchemaTable = ReferenceAt(FieldAt(ReferenceAt(0), HeaderField));
    }

    public ReadOnlySpan<byte> FlatBuffer => _flatBuffer;

    /// <summary>Where the table of the schema stands in the message, so that a footer can refer to it.</summary>
    public int SchemaTable { get; }

    public static SchemaMessage Of(Schema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
            writer.WriteStart();

        return new(stream.GetBuffer().AsSpan(Prefix, (int)stream.Length - Prefix).ToArray());
    }

    private int FieldAt(int table, int field)
    {
        var vtable = table - ReadInt32(table);
        return table + BinaryPrimitives.ReadInt16LittleEndian(_flatBuffer.AsSpan(vtable + 4 + (2 * field)));
    }

    private int ReferenceAt(int position) => position + ReadInt32(position);

    private int ReadInt32(int position) => BinaryPrimitives.ReadInt32LittleEndian(_flatBuffer.AsSpan(position));
}
