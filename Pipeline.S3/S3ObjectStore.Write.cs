using DataflowWrite.S3.Calls;
using DataflowWrite.S3.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.S3;

/// <content>Everything that makes an object.</content>
public sealed partial class S3ObjectStore
{
    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path,
        ReadOnlyMemory<byte> content,
        PutCondition condition = default,
        CancellationToken cancellationToken = default)
    {
        CheckPath(path);
        condition = await CheckConditionAsync(path, condition, mark: null, cancellationToken).ConfigureAwait(false);
        var mark = UploadMark.Make();
        using var source = new PutContent(content, _options.Checksum);
        try
        {
            var answer = await _calls.RunAsync(
                S3Action.Put, path,
                token => _client.PutObjectAsync(_requests.Put(path, source.OpenRead(), source.Checksum, mark, condition), token),
                cancellationToken).ConfigureAwait(false);
            return new(path, content.Length, Quoted(answer.ETag));
        }
        catch (S3StoreException exception) when (IsUndecided(exception.Failure, condition))
        {
            var found = await LookUpAsync(path, cancellationToken).ConfigureAwait(false);
            return found is { } own && own.Mark == mark ? own.Metadata : throw Explain(exception, path, found?.Metadata, condition);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckPath(path);
        if (options is not null)
            S3OptionsCheck.CheckMetadata(options.Metadata);

        cancellationToken.ThrowIfCancellationRequested();
        return new(new S3Upload(_transport, path, options));
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        var token = UploadToken.Read(pending, Description);
        if (token.Mark is null)
            throw S3Errors.ListedToken(pending.Path, Description);

        condition = await CheckConditionAsync(pending.Path, condition, token.Mark, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var eTag = await _transport.CompleteAsync(pending.Path, token, condition, cancellationToken).ConfigureAwait(false);
                return new(pending.Path, pending.Size, Quoted(eTag));
            }
            catch (S3StoreException exception)
            {
                if (await DecideAsync(pending.Path, token, condition, exception, cancellationToken).ConfigureAwait(false) is { } own)
                    return own;

                if (!exception.Failure.IsTransient || attempt >= _calls.MaxAttempts)
                    throw;

                await _calls.DelayAsync(attempt, exception.Failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsUndecided(S3Failure failure, PutCondition condition)
        => failure.IsTransient || failure.Kind == S3FailureKind.PreconditionFailed
            || (failure.Kind == S3FailureKind.NotFound && condition.ExpectedETag is not null);

    /// <summary>
    /// Finds out what a completion that failed has done. The upload is asked for before the object: when it is gone, the object that it became is there already.
    /// </summary>
    /// <returns>Our object; null to try again, or to fail with the error itself.</returns>
    private async Task<ObjectMetadata?> DecideAsync(
        ObjectPath path, UploadToken token, PutCondition condition, S3StoreException exception, CancellationToken cancellationToken)
    {
        var failure = exception.Failure;
        if (failure.Kind is not (S3FailureKind.PreconditionFailed or S3FailureKind.NotFound) && !failure.IsTransient)
            return null;

        var isThere = failure.Kind == S3FailureKind.PreconditionFailed
            || await HasUploadAsync(path, token.UploadId, cancellationToken).ConfigureAwait(false);
        var found = await LookUpAsync(path, cancellationToken).ConfigureAwait(false);
        if (found is { } own && own.Mark == token.Mark)
            return own.Metadata;

        if (!isThere)
            throw S3Errors.UploadGone(path, Description);

        return failure.IsTransient ? null : throw Explain(exception, path, found?.Metadata, condition);
    }

    private async Task<bool> HasUploadAsync(ObjectPath path, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.CountPartsAsync(path, uploadId, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.Denied)
        {
            // Whoever may write need not be allowed to look; then trying again tells.
            return true;
        }
    }

    private Exception Explain(S3StoreException exception, ObjectPath path, ObjectMetadata? found, PutCondition condition)
        => exception.Failure.IsTransient ? exception
            : condition.ExpectedETag is { } expected ? S3Errors.Changed(path, Description, found?.ETag, expected)
            : condition.MustBeAbsent ? S3Errors.Exists(path, Description)
            : exception;

    /// <summary>Looks before a server without conditions is asked to write.</summary>
    /// <returns>What the server is asked for.</returns>
    private async ValueTask<PutCondition> CheckConditionAsync(
        ObjectPath path, PutCondition condition, string? mark, CancellationToken cancellationToken)
    {
        if (_options.ConditionalWrites)
            return condition;

        if (condition.ExpectedETag is not null)
            throw new NotSupportedException(
                $"Cannot replace '{path}' in {Description} by its ETag: {nameof(S3ObjectStoreOptions.ConditionalWrites)} is off.");

        if (condition.MustBeAbsent
            && await LookUpAsync(path, cancellationToken).ConfigureAwait(false) is { } found && (mark is null || found.Mark != mark))
            throw S3Errors.Exists(path, Description);

        return default;
    }

    private void CheckPath(ObjectPath path)
    {
        if (path.IsRoot)
            throw new IOException($"The root of {Description} is no object; an object needs a path.");

        if (System.Text.Encoding.UTF8.GetByteCount(_requests.Key(path)) > S3Requests.MaxKeyBytes)
            throw new PathTooLongException(
                $"Cannot write '{path}' to {Description}: its key is longer than {S3Requests.MaxKeyBytes} bytes of UTF-8, which is what S3 takes. Shorten it.");
    }
}
