using System.Buffers.Binary;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>
/// The messages of Arrow IPC data, file or stream, as one stream of messages whose framing is right: Arrow's own reader takes
/// a stream that is cut short for a whole one, and believes every length. Read by one thread.
/// </summary>
/// <param name="inner">The bytes; owned by this object.</param>
/// <param name="start">How many bytes of it have been read.</param>
/// <param name="limit">How many there are, up to the footer of a file; null when that is not known.</param>
/// <param name="endsAtLimit">Whether the messages may end there without a mark, as some writers of files have it.</param>
/// <param name="late">Where dictionaries begin that stand behind batches which need them; the stream can be read from there then.</param>
internal sealed class IpcStream(Stream inner, long start, long? limit, bool endsAtLimit, IReadOnlyList<long>? late = null) : Stream
{
    /// <summary>A longer head of a message is a mistake.</summary>
    private const int MaxHeadBytes = 1 << 26;

    private const int PrefixLength = 8;

    private byte[] _head = new byte[1024];
    private int _headStart;
    private int _headEnd;
    private long _bodyLeft;
    private bool _ended;
    private int _lateRead;
    private long _resumeAt;

    /// <summary>Where the current message begins, in uncompressed bytes.</summary>
    public long MessagePosition { get; private set; }

    /// <summary>Where the next byte comes from, in uncompressed bytes.</summary>
    public long Offset { get; private set; } = start;

    public IpcHead Head { get; private set; }

    /// <summary>Dictionaries so far.</summary>
    public int Dictionaries { get; private set; }

    /// <summary>Record batches so far, the current one included.</summary>
    public int Batches { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes over bytes that belong to no message, and gives them to whoever asks.</summary>
    public async ValueTask<int> ReadRawAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await inner.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        Offset += count;
        return count;
    }

    /// <summary>
    /// Moves to the head of the next message, past the body of the current one; false behind the last.
    /// </summary>
    /// <param name="begun">The first four bytes of the message where they have been read already.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The message is damaged or cut short.</exception>
    public async ValueTask<bool> NextAsync(ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        await SkipBodyAsync(cancellationToken).ConfigureAwait(false);
        if (_ended)
            return false;

        if (Head.Kind != IpcKind.None && _lateRead <= late?.Count)
            GoToLateDictionary();

        if (!await ReadHeadAsync(begun, cancellationToken).ConfigureAwait(false))
            return false;

        while (_lateRead > late?.Count && late.Contains(MessagePosition))
        {
            await SkipBodyAsync(cancellationToken).ConfigureAwait(false);
            if (!await ReadHeadAsync(default, cancellationToken).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    /// <summary>The rest of the head, then the body, then the next messages.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_headStart == _headEnd && _bodyLeft == 0 && !await NextAsync(default, cancellationToken).ConfigureAwait(false)))
            return 0;

        if (_headStart < _headEnd)
        {
            var count = Math.Min(buffer.Length, _headEnd - _headStart);
            _head.AsMemory(_headStart, count).CopyTo(buffer);
            _headStart += count;
            return count;
        }

        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _bodyLeft)], cancellationToken).ConfigureAwait(false);
        if (read == 0)
            throw CutShort();

        Offset += read;
        _bodyLeft -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();

        base.Dispose(disposing);
    }

    /// <summary>Dictionaries behind the batches that need them come first, right after the schema; then the messages in their order.</summary>
    private void GoToLateDictionary()
    {
        if (_lateRead == 0)
            _resumeAt = Offset;

        Offset = _lateRead < late!.Count ? late[_lateRead] : _resumeAt;
        inner.Position = Offset;
        _lateRead++;
    }

    private async ValueTask<bool> ReadHeadAsync(ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        MessagePosition = Offset - begun.Length;
        begun.CopyTo(_head);
        var length = await ReadLengthAsync(!begun.IsEmpty, cancellationToken).ConfigureAwait(false);
        if (length == 0)
        {
            _headEnd = 0;
            _ended = true;
            return false;
        }

        if (length is < 0 or > MaxHeadBytes || Offset + length > limit)
            throw new InvalidDataException($"no message of Arrow data begins at byte {MessagePosition}");

        if (_head.Length < _headEnd + length)
            System.Array.Resize(ref _head, _headEnd + length);

        await ReadFullyAsync(_head.AsMemory(_headEnd, length), cancellationToken).ConfigureAwait(false);
        Head = IpcHead.Parse(_head.AsSpan(_headEnd, length));
        _headEnd += length;
        _bodyLeft = Head.BodyLength;
        Batches += Head.Kind == IpcKind.RecordBatch ? 1 : 0;
        Dictionaries += Head.Kind == IpcKind.DictionaryBatch ? 1 : 0;
        if (_lateRead > 0 && _lateRead <= late?.Count && Head.Kind != IpcKind.DictionaryBatch)
            throw new InvalidDataException("the footer lists a dictionary where there is none");

        return Offset + _bodyLeft > limit ? throw CutShort() : true;
    }

    private async ValueTask SkipBodyAsync(CancellationToken cancellationToken)
    {
        _headStart = _headEnd = 0;
        if (_bodyLeft > 0 && inner.CanSeek && limit is not null)
        {
            inner.Seek(_bodyLeft, SeekOrigin.Current);
            Offset += _bodyLeft;
            _bodyLeft = 0;
        }

        var discarded = _bodyLeft > 0 ? new byte[Math.Min(_bodyLeft, 1 << 16)] : [];
        while (_bodyLeft > 0)
        {
            var count = (int)Math.Min(_bodyLeft, discarded.Length);
            await ReadFullyAsync(discarded.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            _bodyLeft -= count;
        }
    }

    /// <summary>Reads the prefix of a message into the head: the continuation mark and the length, or the length alone. Zero ends the messages.</summary>
    private async ValueTask<int> ReadLengthAsync(bool begun, CancellationToken cancellationToken)
    {
        if (!begun && endsAtLimit && Offset == limit)
            return 0;

        if (!begun && await ReadRawAsync(_head.AsMemory(0, sizeof(int)), cancellationToken).ConfigureAwait(false) < sizeof(int))
            throw new InvalidDataException("the data is cut short: the mark that ends it is missing");

        _headEnd = sizeof(int);
        if (!_head.AsSpan().StartsWith(IpcMagic.Continuation))
            return BinaryPrimitives.ReadInt32LittleEndian(_head);

        await ReadFullyAsync(_head.AsMemory(_headEnd, sizeof(int)), cancellationToken).ConfigureAwait(false);
        _headEnd = PrefixLength;
        return BinaryPrimitives.ReadInt32LittleEndian(_head.AsSpan(sizeof(int)));
    }

    private async ValueTask ReadFullyAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (await ReadRawAsync(buffer, cancellationToken).ConfigureAwait(false) < buffer.Length)
            throw CutShort();
    }

    private InvalidDataException CutShort() => new($"the data is cut short at byte {Offset}");
}
