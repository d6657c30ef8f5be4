using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Parquet.Conversions;
using DataflowWrite.Serialization;
using ParquetSharp.Arrow;

namespace DataflowWrite.Parquet.Writing;

/// <summary>One Parquet file. The native writer exists from the first rows to the end, and holds the open row group encoded.</summary>
internal sealed class ParquetEncoder(Schema writerSchema, FileSchema schema, ParquetOptions options, FileEncoderSettings settings) : IFileEncoder
{
    private const int BytesPerOpenLeaf = 24 << 10;

    private readonly EncoderOutput _stream = new();
    private readonly RowGroupLimit _limit = new(options.RowGroupRows, options.RowGroupBytes);

    private long _expected;
    private FileWriter? _writer;
    private IDisposable[] _properties = [];
    private bool _isEncrypted;
    private bool _hasRows;
    private bool _isClosed;
    private bool _isDisposed;

    public int RowsPerBatch => 16_384;

    public long BytesPerBatch => 4 << 20;

    public long BufferedBytes => NativePool.HeldFor(_expected);

    // Whether the group that was begun last has no rows: only after a flush.
    private bool LastGroupIsEmpty => _hasRows && _limit.Rows == 0;

    public void Append(RecordBatch batch, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchCheck.ThrowIfUnfit(writerSchema, batch);
        Run(output, () =>
        {
            using var lease = new ConversionLease();
            var rows = schema.Convert(batch, alone: !_hasRows && batch.Length < RowsPerBatch, lease);
            if (rows.Length > 0)
                Write(batch, rows);
        });
    }

    public void Flush(IBufferWriter<byte> output) => Run(output, () =>
    {
        if (_limit.Rows > 0)
            BeginGroup();
    });

    public void Finish(IBufferWriter<byte> output)
    {
        Run(output, () =>
        {
            Open();
            if (LastGroupIsEmpty && !_isEncrypted)
                CloseWithoutLastGroup(output);
            else
                _writer!.Close();
        });
        _isClosed = true;
        _limit.Begin();
        ExpectAgain();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _writer?.Dispose();
        _writer = null;
        foreach (var properties in _properties)
            properties.Dispose();

        _properties = [];
        _limit.Begin();
        ExpectAgain();
    }

    private void Run(IBufferWriter<byte> output, Action call)
    {
        ArgumentNullException.ThrowIfNull(output);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isClosed)
            throw new InvalidOperationException($"Parquet file '{settings.Path}' is finished, or was given up after a failure.");

        using var scope = _stream.To(output);
        try
        {
            call();
            ExpectAgain();
        }
        catch (Exception failure)
        {
            _isClosed = true;
            throw NativeErrors.Rethrow(failure, _stream.Failure, settings.Path);
        }
    }

    /// <summary>What the rows of the open group take as arrays, and the buffers of each column.</summary>
    private void ExpectAgain()
    {
        var expected = _limit.Rows == 0 ? 0 : _limit.Bytes + ((long)BytesPerOpenLeaf * schema.Leaves.Count);
        NativePool.Expect(expected - _expected);
        _expected = expected;
    }

    private void Write(RecordBatch source, RecordBatch rows)
    {
        Open();
        for (var start = 0; start < rows.Length;)
        {
            var count = _limit.Take(source, start);
            if (count == 0)
            {
                BeginGroup();
                continue;
            }

            _writer!.WriteBufferedRecordBatch(count == rows.Length ? rows : rows.Slice(start, count));
            _hasRows = true;
            start += count;
        }
    }

    private void BeginGroup()
    {
        _writer!.NewBufferedRowGroup();
        _limit.Begin();
    }

    private void Open()
    {
        if (_writer is not null)
            return;

        var encryption = options.Encryption?.Invoke(settings.Path);
        _isEncrypted = encryption is not null;
        var threads = settings.MaxDegreeOfParallelism;
        var properties = FileProperties.Create(schema, options, encryption);
        var arrow = FileProperties.CreateArrow(useThreads: threads > 1 && threads >= Environment.ProcessorCount);
        _properties = encryption is null ? [properties, arrow] : [properties, arrow, encryption];
        _writer = new(_stream, schema.Target, properties, arrow, leaveOpen: true);
    }

    // The library cannot end a row group without beginning the next one, and some readers refuse a group without rows.
    private void CloseWithoutLastGroup(IBufferWriter<byte> output)
    {
        var tail = new ArrayBufferWriter<byte>();
        using (_stream.To(tail))
            _writer!.Close();

        FileFooter.WriteWithoutLastRowGroup(tail.WrittenSpan, output);
    }
}
