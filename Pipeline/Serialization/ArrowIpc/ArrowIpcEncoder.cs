using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.ArrowIpc.Body;
using DataflowWrite.Serialization.ArrowIpc.Dictionaries;
using DataflowWrite.Serialization.ArrowIpc.Messages;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>Writes one Arrow IPC file or stream. A batch is put out when it comes; only dictionaries are held.</summary>
internal sealed class ArrowIpcEncoder : IFileEncoder
{
    private const int MostRows = 1 << 26;

    private readonly Schema _writerSchema;
    private readonly ArrowIpcLayout _layout;
    private readonly long _largestBody;
    private readonly IpcSchema _schema;
    private readonly IpcWriter _writer;
    private readonly IpcDictionaries _dictionaries;
    private readonly BodyLayout _body = new();
    private readonly List<MessageBlock> _batches = [];
    private bool _started;
    private bool _ended;

    public ArrowIpcEncoder(
        Schema writerSchema, ArrowIpcLayout layout, ArrowIpcOptions options, BodyCompression? compression, long largestBody = BodyLayout.LargestLength)
    {
        _writerSchema = writerSchema;
        _layout = layout;
        _largestBody = largestBody;
        _schema = IpcSchema.For(writerSchema, layout);
        _writer = new(SchemaMessage.Of(_schema.Schema), compression);
        _dictionaries = layout == ArrowIpcLayout.File
            ? new FileDictionaries(_schema.Dictionaries, _writer)
            : new StreamDictionaries(_schema.Dictionaries.Count, _writer);
        RowsPerBatch = options.MaxRowsPerBatch;
        BytesPerBatch = options.MaxBytesPerBatch;
    }

    public int RowsPerBatch { get; }

    public long BytesPerBatch { get; }

    public long BufferedBytes => 0;

    public long RetainedBytes => _dictionaries.HeldBytes;

    public void Append(RecordBatch batch, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Enter(output);
        BatchCheck.ThrowIfUnfit(_writerSchema, batch);
        if (batch.Length > 0)
            WriteRows(batch, 0, batch.Length, output);

        _ended = false;
    }

    // A batch is put out when it comes, and the dictionaries of a file have to wait for its last batch.
    public void Flush(IBufferWriter<byte> output)
    {
    }

    public void Finish(IBufferWriter<byte> output)
    {
        Enter(output);
        var dictionaries = _dictionaries.Finish(output);
        _writer.WriteEnd(output);
        if (_layout == ArrowIpcLayout.File)
            _writer.WriteFooter(output, dictionaries, _batches);
    }

    public void Dispose()
    {
        _ended = true;
        _body.Dispose();
        _dictionaries.Dispose();
    }

    // Ended until the call is over: after a failure the file cannot be finished.
    private void Enter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_ended)
            throw new InvalidOperationException("This file is finished, given up or failed; it takes no more rows.");

        _ended = true;
        _dictionaries.Begin(output);
        if (_started)
            return;

        _started = true;
        _writer.WriteStart(output, _layout == ArrowIpcLayout.File);
    }

    private void WriteRows(RecordBatch batch, int start, int count, IBufferWriter<byte> output)
    {
        try
        {
            if (LayOut(batch, start, count))
            {
                _batches.Add(_writer.WriteRecordBatch(output, _body, count));
                return;
            }
        }
        finally
        {
            _body.Clear();
        }

        if (count == 1)
            throw new InvalidDataException(
                $"Row {start:N0} of a batch takes more than {_largestBody:N0} bytes, which readers of Arrow IPC cannot take.");

        WriteRows(batch, start, count / 2, output);
        WriteRows(batch, start + (count / 2), count - (count / 2), output);
    }

    private bool LayOut(RecordBatch batch, int start, int count)
    {
        if (count > MostRows)
            return false;

        var columns = new ColumnLayout(_body, _dictionaries);
        for (var i = 0; i < _schema.Columns.Length && _body.Length <= _largestBody; i++)
            columns.Add(_schema.Columns[i], batch.Column(i).Data, start, count);

        return _body.Length <= _largestBody;
    }
}
