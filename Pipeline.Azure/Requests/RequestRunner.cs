using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Requests;

/// <summary>
/// Sends the requests of one store: so many at once, each again after a failure that may pass, and the last failure as the one
/// exception that the contract asks for.
/// </summary>
internal sealed class RequestRunner(AzureErrors errors, AzureBlobStoreOptions options, TimeProvider time)
{
    /// <summary>How long a request that has an effect is given to end after its cancellation, so that it is known whether it had.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly RequestGate _gate = new(options.MaxConcurrentRequests);
    private readonly Backoff _backoff = new(options.RetryDelay, options.MaxRetryDelay);

    /// <summary>Sends one request.</summary>
    /// <param name="doing">What it does, for messages: "read".</param>
    /// <param name="path">The blob; the root for the container.</param>
    /// <param name="send">One attempt.</param>
    /// <param name="cancellationToken">The only token whose cancellation ends it as one.</param>
    public Task<T> RunAsync<T>(string doing, ObjectPath path, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
        where T : class
        => RunAsync(doing, path, send, readBack: null, cancellationToken);

    /// <summary>
    /// Sends one request that must not take effect twice, or whose second answer would be another one. One that is on its way when it
    /// is cancelled is given time to end, and its answer counts.
    /// </summary>
    /// <param name="doing">What it does, for messages.</param>
    /// <param name="path">The blob.</param>
    /// <param name="send">One attempt.</param>
    /// <param name="readBack">Looks whether an attempt without an answer took effect, and gives the answer; null when it did
    /// not.</param>
    /// <param name="cancellationToken">The only token whose cancellation ends it as one.</param>
    public async Task<T> RunAsync<T>(
        string doing,
        ObjectPath path,
        Func<CancellationToken, Task<T>> send,
        Func<CancellationToken, Task<T?>>? readBack,
        CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var looksFirst = attempt > 1 ? readBack : null;
            var (answer, failure) = await TryAsync(OnceAsync, readBack is not null, cancellationToken).ConfigureAwait(false);
            if (answer is not null)
                return answer;

            if (failure!.IsTransient && attempt >= options.MaxAttempts && readBack is not null)
                (answer, _) = await TryAsync(readBack, false, cancellationToken).ConfigureAwait(false);

            if (answer is not null)
                return answer;
            if (!failure.IsTransient || attempt >= options.MaxAttempts)
                throw errors.Translate(failure, doing, path);

            var delay = _backoff.Delay(attempt, failure.RetryAfter, Random.Shared.NextDouble());
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);

            async Task<T?> OnceAsync(CancellationToken token)
                => (looksFirst is null ? null : await looksFirst(token).ConfigureAwait(false)) ?? await send(token).ConfigureAwait(false);
        }
    }

    private async Task<(T? Answer, RequestFailure? Failure)> TryAsync<T>(
        Func<CancellationToken, Task<T?>> send, bool hasEffect, CancellationToken cancellationToken)
        where T : class
    {
        var ticket = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        var ending = RequestEnding.Failed;
        using var grace = hasEffect ? new CancellationTokenSource(Timeout.InfiniteTimeSpan, time) : null;
        using var registration = cancellationToken.UnsafeRegister(
            static state => ((CancellationTokenSource?)state)?.CancelAfter(Grace), grace);
        try
        {
            var answer = await send(grace?.Token ?? cancellationToken).ConfigureAwait(false);
            ending = RequestEnding.Succeeded;
            return (answer, null);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is not AzureStoreException)
        {
            var failure = RequestFailure.Of(e);
            ending = failure.IsThrottled ? RequestEnding.Throttled : RequestEnding.Failed;
            return (null, failure);
        }
        finally
        {
            _gate.Leave(ticket, ending);
        }
    }
}
