using System.Buffers;
using System.Globalization;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Support;

/// <summary>
/// A stateful format that shows what its encoders were called with: a line <c>start</c>, a line <c>batch N</c> with the first column for each batch,
/// put out in groups of so many rows behind a line <c>group N</c>, and a line <c>end N</c>. What it says that it buffers may be so many times as much, and it may keep bytes of each row until the end.
/// </summary>
internal sealed class BufferingFormat(int rowsPerBatch = 100, long bytesPerBatch = 1 << 20, int rowsPerGroup = 250, int inflation = 1, int retainedPerRow = 0)
    : StatefulFormat("buffering", "buf")
{
    private int _calls;
    private int _alive;

    /// <summary>Encoders that were used and not yet disposed.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <summary>Calls of all encoders.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Thrown by the call of that number, counted from 1.</summary>
    public (int Number, Exception Exception)? Fault { get; init; }

    public override void Validate(Schema writerSchema)
    {
    }

    public override IFileEncoder CreateEncoder(Schema writerSchema, FileEncoderSettings settings) => new Encoder(this);

    private void Enter()
    {
        if (Interlocked.Increment(ref _calls) == Fault?.Number)
            throw Fault.Value.Exception;
    }

    private sealed class Encoder(BufferingFormat format) : IFileEncoder
    {
        private readonly StringBuilder _buffered = new();
        private long _rows;
        private int _groupRows;
        private bool _started;

        public int RowsPerBatch => format.RowsPerBatch;

        public long BytesPerBatch => format.BytesPerBatch;

        public long BufferedBytes => (long)_buffered.Length * format.Inflation;

        public long RetainedBytes => _rows * format.RetainedPerRow;

        public void Append(RecordBatch batch, IBufferWriter<byte> output)
        {
            format.Enter();
            Start(output);
            var ids = (Int64Array)batch.Column(0);
            _buffered.Append(CultureInfo.InvariantCulture, $"batch {batch.Length}\n");
            for (var row = 0; row < batch.Length; row++)
                _buffered.Append(CultureInfo.InvariantCulture, $"{ids.GetValue(row)}\n");

            _rows += batch.Length;
            _groupRows += batch.Length;
            if (_groupRows >= format.RowsPerGroup)
                PutOutGroup(output);
        }

        public void Flush(IBufferWriter<byte> output)
        {
            format.Enter();
            PutOutGroup(output);
        }

        public void Finish(IBufferWriter<byte> output)
        {
            format.Enter();
            Start(output);
            PutOutGroup(output);
            output.Write(Encoding.UTF8.GetBytes($"end {_rows}\n"));
        }

        public void Dispose()
        {
            if (_started)
                Interlocked.Decrement(ref format._alive);

            _started = false;
        }

        private void Start(IBufferWriter<byte> output)
        {
            if (_started)
                return;

            _started = true;
            Interlocked.Increment(ref format._alive);
            output.Write("start\n"u8);
        }

        private void PutOutGroup(IBufferWriter<byte> output)
        {
            if (_groupRows == 0)
                return;

            output.Write(Encoding.UTF8.GetBytes($"group {_groupRows}\n{_buffered}"));
            _buffered.Clear();
            _groupRows = 0;
        }
    }

    private int RowsPerBatch => rowsPerBatch;

    private long BytesPerBatch => bytesPerBatch;

    private int RowsPerGroup => rowsPerGroup;

    private int Inflation => inflation;

    private int RetainedPerRow => retainedPerRow;
}
