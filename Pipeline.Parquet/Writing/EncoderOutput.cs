using System.Buffers;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// The stream that the native writer writes to. Bytes reach an output only during a call of the encoder; what the native writer still puts out when it is
/// given up, which would be a valid footer, goes nowhere. The first failure is kept, because it does not come back through native code.
/// </summary>
internal sealed class EncoderOutput : Stream
{
    private IBufferWriter<byte>? _target;
    private long _position;

    public Exception? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _position;

    // The native writer asks for it to know the offsets that it puts into the footer.
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Gives the bytes to an output until the result is disposed.</summary>
    public Scope To(IBufferWriter<byte> target)
    {
        _target = target;
        return new(this);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _target?.Write(buffer);
            _position += buffer.Length;
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

    /// <summary>The time during which bytes reach the output.</summary>
    public readonly ref struct Scope(EncoderOutput stream)
    {
        public void Dispose() => stream._target = null;
    }
}
