using System.Buffers;
using DataflowWrite.Serialization.ArrowIpc.Body;

namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>Writes the messages of one file or stream, their bodies compressed.</summary>
internal sealed class IpcWriter(SchemaMessage schema, BodyCompression? compression)
{
    private readonly MessageWriter _messages = new();
    private readonly FlatTables _tables = new();

    public void WriteStart(IBufferWriter<byte> output, bool isFile)
    {
        if (isFile)
            _messages.WriteFileStart(output);

        _messages.Write(output, schema.FlatBuffer, null);
    }

    public MessageBlock WriteRecordBatch(IBufferWriter<byte> output, BodyLayout body, long rows)
    {
        Compress(body);
        MessageHeader.WriteRecordBatch(_tables, body, rows, compression?.CodecId);
        return _messages.Write(output, _tables.Written, body);
    }

    public MessageBlock WriteDictionary(IBufferWriter<byte> output, BodyLayout body, long values, long id)
    {
        Compress(body);
        MessageHeader.WriteDictionary(_tables, body, values, compression?.CodecId, id);
        return _messages.Write(output, _tables.Written, body);
    }

    public void WriteEnd(IBufferWriter<byte> output) => _messages.WriteStreamEnd(output);

    public void WriteFooter(IBufferWriter<byte> output, IReadOnlyList<MessageBlock> dictionaries, IReadOnlyList<MessageBlock> batches)
    {
        FileFooter.Write(_tables, schema, dictionaries, batches);
        _messages.WriteFileEnd(output, _tables.Written);
    }

    private void Compress(BodyLayout body)
    {
        if (compression is not null)
            body.Compress(compression);
    }
}
