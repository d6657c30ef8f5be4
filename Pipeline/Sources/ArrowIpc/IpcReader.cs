using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>
/// One open Arrow file or stream, read forward. Batches are in managed memory, whose disposing is of no consequence. Every
/// failure but those of the storage is a <see cref="SourceFormatException"/> with the place. Used by one thread.
/// </summary>
internal sealed class IpcReader : IAsyncDisposable
{
    private static readonly ArrowContext Context = new(new ManagedAllocator(), new CompressionCodecFactory(), KnownExtensions());

    private readonly SourceFile _file;
    private readonly IpcStream _messages;
    private readonly IpcFooter? _footer;
    private readonly bool _isFile;
    private readonly ArrowStreamReader _reader;
    private readonly ArrayCheck _check = new();
    private int _nodes;
    private bool _isEmpty;

    private IpcReader(SourceFile file, IpcStream messages, IpcFooter? footer, bool isFile)
    {
        _file = file;
        _messages = messages;
        _footer = footer;
        _isFile = isFile;
        _reader = new(Context, messages, leaveOpen: true);
    }

    /// <summary>As the data states it; known once it is open.</summary>
    public Schema Schema { get; private set; } = new([], null);

    /// <summary>Takes the stream over and reads the schema.</summary>
    public static async Task<IpcReader> OpenAsync(SourceFile file, Stream stream, IpcLayout expected, CancellationToken cancellationToken)
    {
        IpcReader? reader = null;
        try
        {
            var (messages, footer, isFile, begun) = await IpcOpening.OpenAsync(stream, expected, cancellationToken).ConfigureAwait(false);
            reader = new(file, messages, footer, isFile);
            await reader.ReadSchemaAsync(begun, cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (IsOfFormat(e))
                throw new SourceFormatException(file.Name, 0, null, $"{file.Name}{(reader is null ? "" : ", schema")}: {e.Message.TrimEnd('.')}.", e);

            throw;
        }
    }

    /// <summary>The next batch, which has at least one row or is the schema's; null behind the last.</summary>
    public async ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_isEmpty)
            return null;

        try
        {
            var batch = await _reader.ReadNextRecordBatchAsync(cancellationToken).ConfigureAwait(false);
            if (batch is null)
            {
                await RequireEndAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }

            if (_messages.Head.Nodes != _nodes || batch.Length != _messages.Head.Rows)
                throw new InvalidDataException("the batch does not have the columns of the schema");

            return new(Schema, _check.Check(batch), batch.Length);
        }
        catch (Exception e) when (IsOfFormat(e))
        {
            throw Error(MissesLateDictionary()
                ? new InvalidDataException("its dictionaries stand behind its record batches, and only a plain file can be read from its end; store it as one", e)
                : e);
        }
    }

    /// <summary>The number of rows, from the heads of the messages alone.</summary>
    public async ValueTask<long> CountRowsAsync(CancellationToken cancellationToken)
    {
        if (_isEmpty)
            return 0;

        try
        {
            var rows = 0L;
            while (await _messages.NextAsync(default, cancellationToken).ConfigureAwait(false))
                rows += _messages.Head.Kind == IpcKind.RecordBatch ? _messages.Head.Rows : 0;

            await RequireEndAsync(cancellationToken).ConfigureAwait(false);
            return rows;
        }
        catch (Exception e) when (IsOfFormat(e))
        {
            throw Error(e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return _messages.DisposeAsync();
    }

    /// <summary>
    /// Damaged bytes let Arrow's reader fail in any way; what the storage and the caller say is passed on.
    /// </summary>
    private static bool IsOfFormat(Exception exception)
        => exception is not (OperationCanceledException or SourceFormatException or OutOfMemoryException or UnauthorizedAccessException)
            && exception is not IOException or EndOfStreamException;

    private async ValueTask ReadSchemaAsync(ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        var hasMessages = await _messages.NextAsync(begun, cancellationToken).ConfigureAwait(false);
        if (hasMessages ? _messages.Head.Kind != IpcKind.Schema : !_isFile)
            throw new InvalidDataException("it does not begin with the schema of Arrow data");

        // Apache.Arrow for .NET writes a file without batches with nothing but a footer.
        _isEmpty = !hasMessages;
        Schema = hasMessages
            ? await _reader.GetSchema(cancellationToken).ConfigureAwait(false)
            : await IpcFooter.ReadSchemaAsync(_messages, Context, cancellationToken).ConfigureAwait(false);
        _nodes = Schema.FieldsList.Sum(field => CountNodes(field.DataType));
    }

    private bool MissesLateDictionary()
        => _isFile && _footer is null && _messages.Dictionaries == 0 && Schema.FieldsList.Any(field => HasDictionary(field.DataType));

    private static bool HasDictionary(IArrowType type) => type switch
    {
        DictionaryType => true,
        ExtensionType extension => HasDictionary(extension.StorageType),
        NestedType nested => nested.Fields.Any(field => HasDictionary(field.DataType)),
        _ => false,
    };

    private static ExtensionTypeRegistry KnownExtensions()
    {
        var registry = new ExtensionTypeRegistry();
        registry.Register(GuidExtensionDefinition.Instance);
        registry.Register(Bool8ExtensionDefinition.Instance);
        return registry;
    }

    private static int CountNodes(IArrowType type) => type switch
    {
        ExtensionType extension => CountNodes(extension.StorageType),
        NestedType nested => 1 + nested.Fields.Sum(field => CountNodes(field.DataType)),
        _ => 1,
    };

    /// <summary>Nothing may follow a stream, and a file has its footer there.</summary>
    private async ValueTask RequireEndAsync(CancellationToken cancellationToken)
    {
        if (_footer is { } footer)
        {
            if (footer.Batches != _messages.Batches)
                throw new InvalidDataException($"the footer lists {footer.Batches} record batches, and the file holds {_messages.Batches}");
        }
        else if (_isFile)
        {
            await IpcOpening.ReadTailAsync(_messages, cancellationToken).ConfigureAwait(false);
        }
        else if (await _messages.ReadRawAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
        {
            throw new InvalidDataException("bytes follow the end of the stream; give each stream a file of its own");
        }
    }

    private SourceFormatException Error(Exception cause)
        => new(_file.Name, 0, null,
            $"{_file.Name}, record batch {Math.Max(1, _messages.Batches)}, message at byte {_messages.MessagePosition}: {cause.Message.TrimEnd('.')}.", cause);
}
