using System.Globalization;
using System.Runtime.CompilerServices;

namespace DataflowWrite.Storage;

/// <summary>
/// Objects in the memory of this process, with all the promises of <see cref="IObjectStore"/>, real ETags and real conditions: for
/// tests, and for small results. Thread-safe; the bytes live as long as the store.
/// </summary>
public sealed class MemoryObjectStore : IObjectStore
{
    private const string UploadKey = "upload";

    private readonly SortedDictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PendingUpload> _pending = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _version;

    /// <summary>An empty store.</summary>
    /// <param name="timeProvider">Tells when objects change. Default null: the system's clock.</param>
    public MemoryObjectStore(TimeProvider? timeProvider = null) => _time = timeProvider ?? TimeProvider.System;

    /// <summary>The one store of this process that destinations as <c>memory:lake</c> name.</summary>
    public static MemoryObjectStore Shared { get; } = new();

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        ConditionalPut = true,
        ConditionalReplace = true,
        AbortIsFinal = true,
        ListsOwnUploadsOnly = true,
        UserMetadata = true,
    };

    /// <summary><c>memory:</c>.</summary>
    public string Description => "memory:";

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path,
        ReadOnlyMemory<byte> content,
        PutCondition condition = default,
        CancellationToken cancellationToken = default)
    {
        CheckPath(path);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(Publish(path, content.ToArray(), null, null, condition));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectMetadata[] found;
        lock (_lock)
            found = [.. _objects.Select(pair => Describe(ObjectPath.Parse(pair.Key))).Where(o => prefix.TryGetRelative(o.Path, out _))];

        foreach (var metadata in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return metadata;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_objects.ContainsKey(path.Value) ? Describe(path) : null);
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_objects.TryGetValue(path.Value, out var found))
                throw new FileNotFoundException($"There is no object '{path}' in {Description}.", path.Value);

            var start = (int)Math.Min(offset, found.Content.Length);
            var count = (int)Math.Min(length ?? long.MaxValue, found.Content.Length - start);
            return new(new MemoryStream(found.Content, start, count, writable: false));
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _objects.Remove(path.Value);

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckPath(path);
        cancellationToken.ThrowIfCancellationRequested();
        var id = NextVersion();
        lock (_lock)
            _pending.Add(id, new(path, null, options?.Metadata, _time.GetUtcNow()));

        return new(new MemoryUpload(this, path, id));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        var id = UploadOf(pending);
        lock (_lock)
        {
            if (_pending.TryGetValue(id, out var upload) && upload.Content is not null)
            {
                var metadata = Publish(pending.Path, upload.Content, id, upload.Metadata, condition);
                _pending.Remove(id);
                return new(metadata);
            }

            if (_objects.TryGetValue(pending.Path.Value, out var existing) && existing.Upload == id)
                return new(Describe(pending.Path));
        }

        throw new FileNotFoundException($"Cannot commit '{pending.Path}': its upload {id} is not prepared, or gone.", pending.Path.Value);
    }

    /// <inheritdoc/>
    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        Forget(UploadOf(pending));
        return default;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PendingObject> ListPendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        PendingObject[] found;
        lock (_lock)
            found = [.. _pending.Where(pair => prefix.TryGetRelative(pair.Value.Path, out _))
                .Select(pair => MakeToken(pair.Value.Path, pair.Key, pair.Value.Content?.Length ?? 0) with { StartedAt = pair.Value.StartedAt })];

        foreach (var pending in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return pending;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    internal PendingObject Prepare(ObjectPath path, string id, byte[] content)
    {
        lock (_lock)
        {
            if (!_pending.TryGetValue(id, out var upload))
                throw new IOException($"Cannot prepare '{path}': its upload {id} was aborted.");

            _pending[id] = upload with { Content = content };
        }

        return MakeToken(path, id, content.Length);
    }

    internal void Forget(string id)
    {
        lock (_lock)
            _pending.Remove(id);
    }

    private static PendingObject MakeToken(ObjectPath path, string id, long size)
        => new(path, size, new Dictionary<string, string> { [UploadKey] = id });

    private static string UploadOf(PendingObject pending)
        => pending.State.TryGetValue(UploadKey, out var id)
            ? id
            : throw new IOException($"The token of '{pending.Path}' was not made by a memory store.");

    private static void CheckPath(ObjectPath path)
    {
        if (path.IsRoot)
            throw new IOException("The root is no object; an object needs a path.");
    }

    private string NextVersion() => Interlocked.Increment(ref _version).ToString("x8", CultureInfo.InvariantCulture);

    private ObjectMetadata Publish(
        ObjectPath path, byte[] content, string? upload, IReadOnlyDictionary<string, string>? metadata, PutCondition condition)
    {
        var existing = _objects.GetValueOrDefault(path.Value);
        if (condition.MustBeAbsent && existing is not null)
            throw new PreconditionFailedException(path, $"'{path}' exists already; nothing was replaced.");

        if (condition.ExpectedETag is { } expected && existing?.ETag != expected)
            throw new PreconditionFailedException(
                path, $"'{path}' {(existing is not null ? $"has the ETag {existing.ETag}" : "is gone")}, not {expected}; nothing was replaced.");

        _objects[path.Value] = new(content, NextVersion(), upload, metadata, _time.GetUtcNow());
        return Describe(path);
    }

    private ObjectMetadata Describe(ObjectPath path)
    {
        var found = _objects[path.Value];
        return new(path, found.Content.Length, found.ETag) { LastModified = found.LastModified, UserMetadata = found.Metadata };
    }

    private sealed record StoredObject(
        byte[] Content, string ETag, string? Upload, IReadOnlyDictionary<string, string>? Metadata, DateTimeOffset LastModified);

    private sealed record PendingUpload(
        ObjectPath Path, byte[]? Content, IReadOnlyDictionary<string, string>? Metadata, DateTimeOffset StartedAt);
}
