namespace DataflowWrite.Sources;

/// <summary>
/// Cuts the bytes of one file into records: <c>while (reader.TryRead()) …</c> takes those in the buffer, and
/// <see cref="FillAsync"/> brings more. What a record exposes is valid until the next call. Used by one thread at a
/// time.
/// </summary>
internal abstract class RecordReader(SourceFile file, Stream stream) : IAsyncDisposable
{
    private const int InitialCapacity = 1 << 16;

    /// <summary>A longer record is a mistake, such as a quote that nobody closes, and would eat the memory.</summary>
    private const int MaxRecordBytes = 1 << 26;

    private byte[] _buffer = new byte[InitialCapacity];
    private int _recordStart;
    private int _start;
    private int _end;
    private bool _begun;
    private InvalidDataException? _damage;

    public SourceFile File => file;

    /// <summary>The line, from 1, on which the current record begins.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Uncompressed bytes of the records read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>True when no bytes follow those in the buffer.</summary>
    protected bool Ended { get; private set; }

    /// <summary>The bytes that are not read yet.</summary>
    protected ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The bytes of the current record, its line end included; valid until more bytes are brought.</summary>
    protected ReadOnlySpan<byte> Record => _buffer.AsSpan(_recordStart, _start - _recordStart);

    protected long NextLine { get; private set; } = 1;

    /// <summary>Takes the next record out of the buffer; false when it is not there, or not whole.</summary>
    public abstract bool TryRead();

    /// <summary>Brings more bytes; false at the end of the file.</summary>
    /// <exception cref="SourceFormatException">
    /// A record is longer than 64 MiB, or the compressed bytes are damaged.
    /// </exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (Ended)
            return false;

        if (_damage is not null)
            throw Damaged(_damage);

        MakeRoom();
        await FillBufferAsync(cancellationToken).ConfigureAwait(false);
        if (!_begun)
            Begin();

        return true;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>Moves behind a record of this length that spans this many line ends.</summary>
    protected void Advance(int length, int lines)
    {
        _recordStart = _start;
        _start += length;
        BytesRead += length;
        Line = NextLine;
        NextLine += lines;
    }

    protected SourceFormatException Error(long line, string? column, string message, Exception? cause = null)
        => new(file.Name, line, column, $"{file.Name}, line {line}{(column is null ? "" : $", column '{column}'")}: {message}", cause);

    private async ValueTask FillBufferAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_end < _buffer.Length && !Ended)
            {
                var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
                _end += count;
                Ended = count == 0;
            }
        }
        catch (InvalidDataException e)
        {
            // The records before it come first, so that the line is the one on which the bytes end.
            _damage = e;
        }
    }

    private SourceFormatException Damaged(InvalidDataException cause)
        => new(file.Name, NextLine, null,
            $"{file.Name}: the compressed bytes are damaged or cut short in line {NextLine}; copy or make the file again. ({cause.Message})", cause);

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            _end -= _start;
            _start = _recordStart = 0;
        }

        if (_end < _buffer.Length)
            return;

        if (_buffer.Length >= MaxRecordBytes)
            throw Error(
                NextLine, null, $"a row that begins here is longer than {MaxRecordBytes >> 20} MiB; look for a quote that is never closed.");

        System.Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    private void Begin()
    {
        _begun = true;
        if (Unread.StartsWith("\uFEFF"u8))
            _start += 3;
        else if (Unread is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw Error(1, null, "the text is UTF-16; convert the file to UTF-8.");
        else if (FileSignature.Of(Unread) is { } other)
            throw Error(1, null, $"it begins as {other.What}, and text is expected; {other.Remedy(file)}.");
    }
}
