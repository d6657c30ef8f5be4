using System.Buffers;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// The stream that the native writers of one file write to, one after the other. Bytes reach an output only during a call of the encoder; what a native writer
/// still puts out when it is given up, which would be a valid footer, goes nowhere. The first failure is kept, because it does not come back through native code.
/// </summary>
internal sealed class EncoderOutput : Stream
{
    private const int MagicLength = 4;

    private IBufferWriter<byte>? _target;
    private FooterHold? _hold;
    private long _position;
    private int _skipped;

    public Exception? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _position;

    // A native writer begins at nothing but zero; afterwards it asks for the offsets that it puts into the footer.
    public override long Position
    {
        get => _skipped > 0 ? 0 : _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Gives the bytes to an output until the result is disposed.</summary>
    public Scope To(IBufferWriter<byte> target)
    {
        _target = target;
        return new(this);
    }

    /// <summary>Before the next native writer: it begins with the magic bytes, which only the beginning of the file has.</summary>
    public void Continue()
    {
        if (_position == 0)
            return;

        _position -= MagicLength;
        _skipped = MagicLength;
    }

    /// <summary>Closes a native writer, whose footer does not go to the output, and hands its metadata on.</summary>
    public void Close(Action close, Action<ReadOnlySpan<byte>> takeMetadata)
    {
        using var hold = _hold = new();
        try
        {
            close();
            takeMetadata(hold.Metadata(out var footerLength));
            _position -= footerLength;
        }
        finally
        {
            _hold = null;
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _position += buffer.Length;
            if (_skipped > 0)
                Skip(ref buffer);

            if (_target is { } target && _hold is { } hold)
                hold.Write(buffer, target);
            else
                _target?.Write(buffer);
        }
        catch (Exception failure)
        {
            Failure ??= failure;
            _target = null;
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Skip(ref ReadOnlySpan<byte> buffer)
    {
        var length = Math.Min(_skipped, buffer.Length);
        buffer = buffer[length..];
        _skipped -= length;
    }

    /// <summary>The time during which bytes reach the output.</summary>
    public readonly ref struct Scope(EncoderOutput stream)
    {
        public void Dispose() => stream._target = null;
    }
}
