namespace DataflowWrite.Testing;

/// <summary>A place where calls wait until the test lets them go on or fail. It opens once, for all. Thread-safe.</summary>
public sealed class CallGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first call waits here.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Waits until the gate is opened, or throws what <see cref="Fail"/> was given.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        _reached.TrySetResult();
        await _end.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets every call that waits, and every later one, go on.</summary>
    public void Open() => _end.TrySetResult();

    /// <summary>Makes every call that waits, and every later one, throw.</summary>
    public void Fail(Exception exception) => _end.TrySetException(exception);
}
