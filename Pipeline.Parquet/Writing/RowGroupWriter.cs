using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace DataflowWrite.Parquet.Writing;

/// <summary>The native writer and the native options that it was made with.</summary>
internal sealed class RowGroupWriter : IDisposable
{
    private readonly WriterProperties _properties;
    private readonly ArrowWriterProperties _arrow;
    private readonly FileWriter _writer;

    public RowGroupWriter(Stream output, FileSchema schema, ParquetOptions options, FileEncryptionProperties? encryption, int threads)
    {
        _properties = FileProperties.Create(schema, options, encryption);
        _arrow = FileProperties.CreateArrow(useThreads: threads > 1 && threads >= Environment.ProcessorCount);
        _writer = new(output, schema.Target, _properties, _arrow, leaveOpen: true);
    }

    public void Write(RecordBatch rows) => _writer.WriteBufferedRecordBatch(rows);

    /// <summary>Ends the open row group and begins another one.</summary>
    public void BeginGroup() => _writer.NewBufferedRowGroup();

    public void Close() => _writer.Close();

    public void Dispose()
    {
        _writer.Dispose();
        _arrow.Dispose();
        _properties.Dispose();
    }
}
