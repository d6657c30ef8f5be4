using System.Runtime.ExceptionServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DataflowWrite.Sources;
using ParquetSharp;
using ParquetSharp.Arrow;
using ArrowUnit = Apache.Arrow.Types.TimeUnit;

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
        FileReader? reader = null;
        try
        {
            FileMarks.Require(file, stream);
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

            // In nanoseconds an INT96 outside of the years 1677 to 2262 comes as another one.
            arrow.CoerceInt96TimestampUnit = ArrowUnit.Microsecond;
            arrow.ArrowExtensionEnabled = true;
            reader = new(stream, properties, arrow, leaveOpen: true);
            RequireTypes(file, reader);
            return new(file, stream, reader, owned);
        }
        catch (Exception failure)
        {
            reader?.Dispose();
            stream.Dispose();
            foreach (var properties in owned)
                properties?.Dispose();

            throw Explain(file, stream, "in its footer, or needs a key", failure);
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
            throw Explain(failure, index);
        }
    }

    /// <summary>The failure of a row group, counted from 0.</summary>
    public Exception Explain(Exception failure, int group) => Explain(_file, _stream, $"in row group {group + 1} of {RowGroupCount}", failure);

    public void Dispose()
    {
        _reader.Dispose();
        foreach (var properties in _properties)
            properties?.Dispose();

        _stream.Dispose();
    }

    private static void RequireTypes(SourceFile file, FileReader reader)
    {
        var schema = reader.ParquetReader.FileMetaData.Schema;
        for (var i = 0; i < schema.NumColumns; i++)
        {
            var column = schema.Column(i);
            using var type = column.LogicalType;
            if (type.Type == LogicalTypeEnum.Interval)
                throw new SourceFormatException(file.Name, 0, column.Path.ToDotString(),
                    $"{file.Name}, column '{column.Path.ToDotString()}': it is an INTERVAL of Parquet, which would come as 12 bytes without a meaning; "
                    + "leave it out, or cast it to a number or text in what writes the file.");
        }
    }

    private static Exception Explain(SourceFile file, InputStream stream, string place, Exception failure)
    {
        if (stream.Failure is { } original)
            ExceptionDispatchInfo.Throw(original);

        // What comes through the Arrow stream has no type of its own.
        if (failure is not ParquetException && failure.GetType() != typeof(Exception))
            ExceptionDispatchInfo.Throw(failure);

        return new SourceFormatException(
            file.Name, 0, null, $"{file.Name} is damaged {place}: {NativeErrors.TextOf(failure)} Get the file again.", failure);
    }
}
