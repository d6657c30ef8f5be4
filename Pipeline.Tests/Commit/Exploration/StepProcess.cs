namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// A process that runs until it calls the store, and then waits for the answer. What it does next depends on its memory and on that answer, and on
/// nothing else.
/// </summary>
internal sealed class StepProcess
{
    private Task? _awaited;
    private Action<Answer>? _resume;

    public StepProcess(string name, Func<StepProcess, Task<string>> run)
    {
        Name = name;
        Completion = run(this);
    }

    public string Name { get; }

    /// <summary>Tells how the process ended.</summary>
    public Task<string> Completion { get; }

    /// <summary>What it waits for; null when it has ended.</summary>
    public Call? Call { get; private set; }

    /// <summary>Its state: all that decides what it does next.</summary>
    public UInt128 Key => ProcessMemory.KeyOf(Name, Completion, _awaited);

    /// <summary>Answers the call, and lets the process go on to its next one.</summary>
    public void Resume(Answer answer)
    {
        var resume = _resume ?? throw new InvalidOperationException($"{Name} has no step.");
        (_awaited, _resume, Call) = (null, null, null);
        resume(answer);
        if (Call is null && !Completion.IsCompleted)
            throw new InvalidOperationException($"{Name} waits for something that is not the store.");
    }

    /// <summary>Waits until a call has changed the world, in which it cannot fail.</summary>
    /// <param name="text">Says all that its effect depends on.</param>
    /// <param name="change">The effect.</param>
    public Task ChangeAsync(string text, Func<World, World> change)
    {
        var done = new Answer("done " + text, true, null);
        return WaitAsync<bool>(new(text, world => (change(world), done), done));
    }

    /// <summary>Waits for the answer to a call that changes the world or throws.</summary>
    /// <param name="text">Says all that its effect depends on.</param>
    /// <param name="change">The effect.</param>
    /// <param name="value">What it answers.</param>
    public Task<T> ChangeAsync<T>(string text, Func<World, World> change, T value)
        => WaitAsync<T>(new(text, world => Try(world, () => (change(world), new("done " + text, value, null)))));

    /// <summary>Waits for the answer to a call that changes nothing.</summary>
    /// <param name="text">Says all that the answer depends on, but for the world.</param>
    /// <param name="read">The answer, or what it throws.</param>
    /// <param name="tell">Tells answers apart.</param>
    public Task<T> ReadAsync<T>(string text, Func<World, T> read, Func<T, string> tell)
        => WaitAsync<T>(new(text, world => Try(world, () =>
        {
            var value = read(world);
            return (world, new($"{text} {tell(value)}", value, null));
        })));

    private static (World, Answer) Try(World world, Func<(World, Answer)> call)
    {
        try
        {
            return call();
        }
        catch (IOException exception)
        {
            return (world, Answer.Failed(exception));
        }
    }

    private Task<T> WaitAsync<T>(Call call)
    {
        if (Call is not null)
            throw new InvalidOperationException($"{Name} does two things at once: {Call.Text}, {call.Text}.");

        var source = new TaskCompletionSource<T>();
        _resume = answer =>
        {
            if (answer.Failure is { } failure)
                source.SetException(failure());
            else
                source.SetResult((T)answer.Value!);
        };
        (_awaited, Call) = (source.Task, call);
        return source.Task;
    }
}
