using Amazon.S3.Model;
using DataflowWrite.S3.Calls;
using DataflowWrite.Storage;

namespace DataflowWrite.S3;

/// <content>Reading.</content>
public sealed partial class S3ObjectStore
{
    /// <summary>
    /// Opens the bytes from <paramref name="offset"/> on, at most <paramref name="length"/> of them (null: to the end). A connection that breaks while the stream is
    /// read is opened again where it broke, for the same version of the object. The caller disposes the stream.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no object at the path.</exception>
    public async ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        cancellationToken.ThrowIfCancellationRequested();
        if (path.IsRoot)
            throw S3Errors.NotFound(path, Description);

        if (length == 0)
            return await HeadAsync(path, cancellationToken).ConfigureAwait(false) is null ? throw S3Errors.NotFound(path, Description) : Stream.Null;

        try
        {
            var first = await GetAsync(path, offset, length, null, cancellationToken).ConfigureAwait(false);
            return new ObjectReadStream(first, offset, length, (from, count, eTag, token) => GetAsync(path, from, count, eTag, token), _calls, path);
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.RangeBeyondEnd)
        {
            return Stream.Null;
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.NotFound)
        {
            throw S3Errors.NotFound(path, Description);
        }
    }

    private Task<GetObjectResponse> GetAsync(ObjectPath path, long offset, long? length, string? eTag, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _requests.Bucket, Key = _requests.Key(path), EtagToMatch = eTag };
        if (length is { } count)
            request.ByteRange = new(offset, count > long.MaxValue - offset ? long.MaxValue : offset + count - 1);
        else if (offset > 0)
            request.ByteRange = new(FormattableString.Invariant($"bytes={offset}-"));

        return _calls.RunAsync(S3Action.Read, path, token => _client.GetObjectAsync(request, token), cancellationToken);
    }
}
