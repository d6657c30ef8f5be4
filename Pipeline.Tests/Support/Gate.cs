namespace DataflowWrite.Tests.Support;

/// <summary>A place where calls wait until the test lets them fail.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first call waits.</summary>
    public Task Reached => _reached.Task;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _end.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Every call that waits, and every later one, throws.</summary>
    public void Fail(Exception exception) => _end.TrySetException(exception);
}
