using System.Runtime.CompilerServices;
using DataflowWrite.Storage;

namespace DataflowWrite.Testing;

/// <summary>
/// A store over another one that records its calls and lets some of them fail, wait, lose their answer or happen twice, as rules say. Without rules it is
/// the store below it. Thread-safe; where several rules apply to a call, each does, in the order in which they were completed.
/// </summary>
public sealed class ScriptedObjectStore : IObjectStore
{
    private readonly IObjectStore _inner;
    private readonly Lock _lock = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly List<StoreRule> _rules = [];
    private int _played;

    /// <summary>A store without rules over another one.</summary>
    public ScriptedObjectStore(IObjectStore inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
    }

    /// <inheritdoc/>
    public StoreCapabilities Capabilities => _inner.Capabilities;

    /// <inheritdoc/>
    public string Description => _inner.Description;

    /// <summary>How many times a rule had its effect.</summary>
    public int Played => Volatile.Read(ref _played);

    /// <summary>A copy of the calls so far, in the order in which they began.</summary>
    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>How many calls of a kind began so far.</summary>
    public int Count(StoreCall call)
    {
        lock (_lock)
            return _calls.Count(recorded => recorded.Call == call);
    }

    /// <summary>Begins a rule about calls of these kinds; of all kinds where none is named.</summary>
    public StoreRule On(params StoreCall[] calls) => new(this, calls);

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.Put, path, () => _inner.PutAsync(path, content, condition, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.List, prefix, () => _inner.ListAsync(prefix, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.Head, path, () => _inner.HeadAsync(path, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.OpenRead, path, () => _inner.OpenReadAsync(path, offset, length, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await RunAsync(StoreCall.Delete, path, () => _inner.DeleteAsync(path, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => RunAsync<IObjectUpload>(
            StoreCall.Start,
            path,
            async () => new ScriptedUpload(this, await _inner.StartUploadAsync(path, options, cancellationToken)),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return RunAsync(StoreCall.Commit, pending.Path, () => _inner.CommitAsync(pending, condition, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        await RunAsync(StoreCall.Abort, pending.Path, () => _inner.AbortAsync(pending, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.ListPending, prefix, () => _inner.ListPendingAsync(prefix, cancellationToken), cancellationToken);

    internal ScriptedObjectStore Add(StoreRule rule)
    {
        lock (_lock)
        {
            if (_rules.Contains(rule))
                throw new InvalidOperationException("This rule is complete already. Begin another one with On.");

            _rules.Add(rule);
        }

        return this;
    }

    internal async ValueTask RunAsync(StoreCall call, ObjectPath path, Func<ValueTask> action, CancellationToken cancellationToken)
        => await RunAsync(
            call,
            path,
            async () =>
            {
                await action();
                return true;
            },
            cancellationToken);

    internal async ValueTask<T> RunAsync<T>(StoreCall call, ObjectPath path, Func<ValueTask<T>> action, CancellationToken cancellationToken)
    {
        var rules = Begin(call, path);
        await BeforeAsync(rules, cancellationToken);
        var answer = await action();
        try
        {
            if (IsTwice(rules))
            {
                await LetGoAsync(answer);
                answer = default;
                answer = await action();
            }

            await AfterAsync(rules, cancellationToken);
            return answer!;
        }
        catch
        {
            await LetGoAsync(answer);
            throw;
        }
    }

    internal ValueTask AbortUnansweredAsync(PendingObject pending) => _inner.AbortAsync(pending);

    // Whoever never gets an upload or a stream cannot end it.
    private static ValueTask LetGoAsync<T>(T? answer)
        => answer is IAsyncDisposable unseen ? (unseen as ScriptedUpload)?.LetGoAsync() ?? unseen.DisposeAsync() : default;

    private async IAsyncEnumerable<T> RunAsync<T>(
        StoreCall call, ObjectPath prefix, Func<IAsyncEnumerable<T>> action, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rules = Begin(call, prefix);
        await BeforeAsync(rules, cancellationToken);
        if (IsTwice(rules))
            await foreach (var _ in action())
            {
            }

        await foreach (var item in action())
            yield return item;

        await AfterAsync(rules, cancellationToken);
    }

    private StoreRule[] Begin(StoreCall call, ObjectPath path)
    {
        lock (_lock)
        {
            _calls.Add(new(call, path));
            return [.. _rules.Where(rule => rule.Applies(call, path))];
        }
    }

    private async ValueTask BeforeAsync(StoreRule[] rules, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
            await PlayAsync(rule.Before, cancellationToken);
    }

    private async ValueTask AfterAsync(StoreRule[] rules, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
            await PlayAsync(rule.After, cancellationToken);
    }

    private async ValueTask PlayAsync(Func<CancellationToken, ValueTask>? action, CancellationToken cancellationToken)
    {
        if (action is null)
            return;

        Interlocked.Increment(ref _played);
        await action(cancellationToken);
    }

    private bool IsTwice(StoreRule[] rules)
    {
        var isTwice = rules.Any(rule => rule.IsTwice);
        if (isTwice)
            Interlocked.Increment(ref _played);

        return isTwice;
    }
}
