namespace DataflowWrite.Azure.Requests;

/// <summary>
/// Lets a number of requests run at once, in the order in which they come. Throttling halves the number, once for all requests that
/// were on their way when it happened; as many successes as two rounds of requests add one again.
/// </summary>
internal sealed class RequestLimiter(int max)
{
    private readonly Queue<TaskCompletionSource<int>> _waiting = new();
    private readonly Lock _lock = new();
    private readonly int _max = max;
    private int _limit = max;
    private int _running;
    private int _successes;
    private int _era;

    /// <summary>How many requests may run at once now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return _limit;
        }
    }

    /// <summary>Waits for a place; what it returns goes to <see cref="Exit"/>.</summary>
    public ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<int> waiter;
        lock (_lock)
        {
            if (_running < _limit)
            {
                _running++;
                return new(_era);
            }

            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
        }

        return new(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>Gives the place of a request back.</summary>
    /// <param name="era">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="ending">How the request ended.</param>
    public void Exit(int era, RequestEnding ending)
    {
        lock (_lock)
        {
            _running--;
            if (ending == RequestEnding.Throttled && era == _era)
                (_limit, _era, _successes) = (Math.Max(1, _limit / 2), _era + 1, 0);
            else if (ending == RequestEnding.Succeeded && _limit < _max && ++_successes >= 2 * _limit)
                (_limit, _successes) = (_limit + 1, 0);

            // One that was cancelled while it waited takes no place.
            while (_running < _limit && _waiting.TryDequeue(out var next))
                if (next.TrySetResult(_era))
                    _running++;
        }
    }

    private static async Task<int> WaitAsync(TaskCompletionSource<int> waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }
}
