using System.Runtime.ExceptionServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DataflowWrite.Sources;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace DataflowWrite.Parquet.Reading;

/// <summary>A Parquet file that is open for reading.</summary>
internal sealed class InputFile : IDisposable
{
    // Pages are read through a buffer of this size for each column, and no column chunk is held whole.
    private const int ReadBufferSize = 256 << 10;

    private readonly SourceFile _file;
    private readonly InputStream _stream;
    private readonly IDisposable?[] _properties;
    private readonly FileReader _reader;

    private InputFile(SourceFile file, InputStream stream, FileReader reader, params IDisposable?[] properties)
    {
        _file = file;
        _stream = stream;
        _reader = reader;
        _properties = properties;
        Schema = ExtensionTypes.Restore(reader.Schema);
        RowGroupCount = reader.NumRowGroups;
        RowCount = reader.ParquetReader.FileMetaData.NumRows;
    }

    public Schema Schema { get; }

    public int RowGroupCount { get; }

    public long RowCount { get; }

    /// <exception cref="SourceFormatException">The file is not Parquet, is damaged, or is encrypted otherwise.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Schema ReadSchema(SourceFile file, Func<string, FileDecryptionProperties?>? decryption)
    {
        using var input = Open(file, file.OpenSeekable(), ParquetInput.DefaultBatchSize, decryption);
        return input.Schema;
    }

    /// <summary>Takes the stream over.</summary>
    public static InputFile Open(SourceFile file, Stream bytes, int batchSize, Func<string, FileDecryptionProperties?>? decryption)
    {
        var stream = new InputStream(bytes);
        IDisposable?[] owned = [];
        try
        {
            if (stream.Length == 0)
                throw new SourceFormatException(file.Name, 0, null, $"{file.Name} is empty, and a Parquet file has at least a footer.");

            var keys = decryption?.Invoke(file.Name);
            var properties = ReaderProperties.GetDefaultReaderProperties();
            var arrow = ArrowReaderProperties.GetDefault();
            owned = [keys, properties, arrow];
            properties.EnableBufferedStream();
            properties.BufferSize = ReadBufferSize;
            if (keys is not null)
                properties.FileDecryptionProperties = keys;

            arrow.BatchSize = batchSize;
            arrow.UseThreads = false;
            arrow.PreBuffer = false;
            return new(file, stream, new FileReader(stream, properties, arrow, leaveOpen: true), owned);
        }
        catch (Exception failure)
        {
            stream.Dispose();
            foreach (var properties in owned)
                properties?.Dispose();

            throw Explain(file, stream, failure);
        }
    }

    public IArrowArrayStream OpenRowGroup(int index)
    {
        try
        {
            return _reader.GetRecordBatchReader([index]);
        }
        catch (Exception failure)
        {
            throw Explain(failure);
        }
    }

    public Exception Explain(Exception failure) => Explain(_file, _stream, failure);

    public void Dispose()
    {
        _reader.Dispose();
        foreach (var properties in _properties)
            properties?.Dispose();

        _stream.Dispose();
    }

    private static Exception Explain(SourceFile file, InputStream stream, Exception failure)
    {
        if (stream.Failure is { } original)
            ExceptionDispatchInfo.Throw(original);

        // What comes through the Arrow stream has no type of its own.
        if (failure is not ParquetException && failure.GetType() != typeof(Exception))
            ExceptionDispatchInfo.Throw(failure);

        return new SourceFormatException(
            file.Name, 0, null, $"{file.Name} is not a Parquet file, is damaged or cut short, or needs a key: {NativeErrors.TextOf(failure)}", failure);
    }
}
