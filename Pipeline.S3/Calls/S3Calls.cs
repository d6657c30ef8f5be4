using DataflowWrite.Storage;

namespace DataflowWrite.S3.Calls;

/// <summary>Runs requests: within the limit of the store, again when that can help, and with failures in our own words.</summary>
internal sealed class S3Calls(S3ObjectStoreOptions options, string store, TimeProvider time)
{
    private readonly Backoff _backoff = new(options.Retry.BaseDelay, options.Retry.MaxDelay);

    public RequestGate Gate { get; } = new(options.MaxConcurrentRequests);

    public string Store => store;

    public int MaxAttempts => options.Retry.MaxAttempts;

    /// <summary>Runs a request that may be repeated, until it succeeds or fails for good.</summary>
    public async Task<T> RunAsync<T>(S3Action action, ObjectPath path, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(action, path, request, cancellationToken).ConfigureAwait(false);
            }
            catch (S3StoreException exception) when (exception.Failure.IsTransient && attempt < MaxAttempts)
            {
                await DelayAsync(attempt, exception.Failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a request once; its callers decide what a failure means.</summary>
    public async Task<T> OnceAsync<T>(S3Action action, ObjectPath path, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        var ticket = await Gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        var ending = RequestEnding.Failed;
        try
        {
            var answer = await request(cancellationToken).ConfigureAwait(false);
            ending = RequestEnding.Succeeded;
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && S3Failure.Of(exception) is { } failure)
        {
            ending = failure.Kind == S3FailureKind.Throttled ? RequestEnding.Throttled : RequestEnding.Failed;
            throw S3Errors.Translate(failure, action, path, store);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            throw new OperationCanceledException("The request was cancelled.", exception, cancellationToken);
        }
        finally
        {
            Gate.Leave(ticket, ending);
        }
    }

    /// <summary>Waits before the next attempt, as the options and the store's answer say.</summary>
    public Task DelayAsync(int attempt, S3Failure failure, CancellationToken cancellationToken)
        => Task.Delay(_backoff.Delay(attempt, failure.RetryAfter, Random.Shared.NextDouble()), time, cancellationToken);
}
