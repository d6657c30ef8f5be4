using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Parquet.Conversions;
using DataflowWrite.Serialization;
using ParquetSharp;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// One Parquet file. A row group has a native writer of its own, which holds it encoded and is gone with it: a file that waits for more rows holds nothing
/// but its footer so far. An encrypted file has one for all its row groups, since the encryption of each is bound to its place.
/// </summary>
internal sealed class ParquetEncoder(Schema writerSchema, FileSchema schema, ParquetOptions options, FileEncoderSettings settings) : IFileEncoder
{
    private const int BytesPerOpenLeaf = 24 << 10;
    private const int BitsPerByte = 8;

    private readonly EncoderOutput _stream = new();
    private readonly FileFooter _footer = new();
    private readonly RowGroupLimit _limit = new(options.RowGroupRows, options.RowGroupBytes);

    private long _expected;
    private RowGroupWriter? _writer;
    private FileEncryptionProperties? _encryption;
    private bool _hasRows;
    private bool _isClosed;
    private bool _isDisposed;

    public int RowsPerBatch => 16_384;

    public long BytesPerBatch => 4 << 20;

    public long BufferedBytes => NativePool.HeldFor(_expected);

    public long RetainedBytes => _footer.RetainedBytes;

    public void Append(RecordBatch batch, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchCheck.ThrowIfUnfit(writerSchema, batch);
        Run(output, () =>
        {
            using var lease = new ConversionLease();
            var rows = schema.Convert(batch, alone: !_hasRows && IsShort(batch), lease);
            if (rows.Length > 0)
                Write(batch, rows);
        });
    }

    public void Flush(IBufferWriter<byte> output) => Run(output, () =>
    {
        if (_limit.Rows > 0)
            EndGroup();
    });

    public void Finish(IBufferWriter<byte> output)
    {
        Run(output, () =>
        {
            if (_footer.IsEmpty)
                Open();
            if (_encryption is null)
                FinishWithOwnFooter(output);
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
        _encryption?.Dispose();
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

    /// <summary>Whether the batch probably ended because the rows did: it is far from both limits.</summary>
    private bool IsShort(RecordBatch batch)
        => batch.Length < RowsPerBatch && RowBytes.BitsOf(batch, 0, batch.Length) < BytesPerBatch * BitsPerByte / 2;

    private void Write(RecordBatch source, RecordBatch rows)
    {
        for (var start = 0; start < rows.Length;)
        {
            var count = _limit.Take(source, start);
            if (count == 0)
            {
                EndGroup();
                continue;
            }

            Open();
            _writer!.Write(count == rows.Length ? rows : rows.Slice(start, count));
            _hasRows = true;
            start += count;
        }
    }

    private void EndGroup()
    {
        if (_encryption is null)
            CloseWriter();
        else
            _writer!.BeginGroup();

        _limit.Begin();
    }

    private void FinishWithOwnFooter(IBufferWriter<byte> output)
    {
        if (_writer is not null)
            CloseWriter();

        _footer.WriteTo(output);
    }

    private void Open()
    {
        if (_writer is not null)
            return;

        if (_footer.IsEmpty)
            _encryption = options.Encryption?.Invoke(settings.Path);

        _stream.Continue();
        _writer = new(_stream, schema, options, _encryption, settings.MaxDegreeOfParallelism);
    }

    private void CloseWriter()
    {
        _stream.Close(_writer!.Close, _footer.Add);
        _writer.Dispose();
        _writer = null;
    }
}
