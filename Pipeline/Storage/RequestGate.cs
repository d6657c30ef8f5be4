namespace DataflowWrite.Storage;

/// <summary>Lets as many requests through at once as the limit says; the others wait in their order.</summary>
internal sealed class RequestGate(int max)
{
    private readonly Lock _lock = new();
    private readonly ConcurrencyLimit _limit = new(max);
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = [];
    private int _running;

    /// <summary>Requests that may run at once now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return _limit.Current;
        }
    }

    /// <summary>Waits for a place; what it returns goes back to <see cref="Leave"/>.</summary>
    public async ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<int> turn;
        lock (_lock)
        {
            if (_running < _limit.Current && _waiting.Count == 0)
            {
                _running++;
                return _limit.Start();
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(turn);
        }

        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), turn);
        return await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Gives the place of a request back.</summary>
    public void Leave(int ticket, RequestEnding ending)
    {
        lock (_lock)
        {
            _running--;
            if (ending == RequestEnding.Succeeded)
                _limit.Succeeded();
            else if (ending == RequestEnding.Throttled)
                _limit.Throttled(ticket);

            while (_running < _limit.Current && _waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                // Its number is that of a place that nobody takes when its caller has been cancelled meanwhile, which is harmless.
                if (first.Value.TrySetResult(_limit.Start()))
                    _running++;
            }
        }
    }
}
