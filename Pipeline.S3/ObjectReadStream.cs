using Amazon.S3.Model;
using DataflowWrite.S3.Calls;
using DataflowWrite.Storage;

namespace DataflowWrite.S3;

/// <summary>The bytes of an object as they arrive; a connection that breaks is opened again where it broke.</summary>
internal sealed class ObjectReadStream(
    GetObjectResponse first,
    long offset,
    long? length,
    Func<long, long?, string?, CancellationToken, Task<GetObjectResponse>> open,
    S3Calls calls,
    ObjectPath path) : Stream
{
    private readonly string _eTag = first.ETag;
    private GetObjectResponse? _answer = first;
    private long _position;
    private long _left = first.ContentLength;
    private int _failures;
    private bool _disposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_left == 0 || buffer.Length == 0)
            return 0;

        while (true)
        {
            try
            {
                _answer ??= await open(offset + _position, length - _position, _eTag, cancellationToken).ConfigureAwait(false);
                return Advance(await _answer.ResponseStream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
            }
            catch (S3StoreException exception)
            {
                throw Explain(exception);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && S3Failure.Of(exception) is { } failure)
            {
                Drop();
                if (!failure.IsTransient || ++_failures >= calls.MaxAttempts)
                    throw S3Errors.Translate(failure, S3Action.Read, path, calls.Store);

                await calls.DelayAsync(_failures, failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>As <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>, but a connection that breaks is not opened again, which would block the thread.</summary>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_left == 0 || buffer.Length == 0)
            return 0;

        try
        {
            if (_answer is null)
                throw new IOException("The connection broke before.");

            return Advance(_answer.ResponseStream.Read(buffer));
        }
        catch (Exception exception) when (S3Failure.Of(exception) is { } failure)
        {
            throw S3Errors.Translate(failure, S3Action.Read, path, calls.Store);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        Drop();
        base.Dispose(disposing);
    }

    // What a new request says has been tried often enough, and is worded already.
    private IOException Explain(S3StoreException exception)
        => exception.Failure.Kind is S3FailureKind.PreconditionFailed or S3FailureKind.NotFound
            ? new IOException($"Cannot go on reading '{path}' in {calls.Store} after {_position:N0} bytes: it was replaced or removed meanwhile.", exception)
            : exception;

    private int Advance(int count)
    {
        if (count == 0)
            throw new EndOfStreamException($"The answer ended {_left:N0} bytes early.");

        _position += count;
        _left -= count;
        _failures = 0;
        return count;
    }

    private void Drop()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
