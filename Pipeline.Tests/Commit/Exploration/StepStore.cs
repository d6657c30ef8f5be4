using System.Runtime.CompilerServices;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>A process's view of the world: each call is one step, a listing of a whole dataset two, between which others may step.</summary>
internal sealed class StepStore(World world, StepProcess process) : IObjectStore
{
    /// <summary>Listings pause before the first path from here on.</summary>
    private const string SecondPage = "p=2";

    private int _uploads;

    /// <summary>Where the journal of the process's own write begins.</summary>
    public string OwnJournal { get; set; } = "none";

    public StoreCapabilities Capabilities { get; } = new()
    {
        ConditionalPut = true,
        AbortIsFinal = world.AbortIsFinal,
        ListsOwnUploadsOnly = world.AbortIsFinal,
    };

    public string Description => "world:";

    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        var bytes = content.ToArray();
        if (path.Value.StartsWith(OwnJournal, StringComparison.Ordinal))
            process.Settle(System.Text.Encoding.UTF8.GetString(bytes));

        return await process.WaitAsync($"put {path}", () =>
        {
            world.Put(path, bytes, condition.MustBeAbsent);
            return new ObjectMetadata(path, bytes.Length, null);
        }, _ => "");
    }

    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        process.Settle($"list {prefix}");
        foreach (var path in await PageAsync(prefix, path => string.CompareOrdinal(path, SecondPage) < 0))
            yield return new(ObjectPath.Parse(path), 1, null);

        if (!prefix.IsRoot)
            yield break;

        foreach (var path in await PageAsync(prefix, path => string.CompareOrdinal(path, SecondPage) >= 0))
            yield return new(ObjectPath.Parse(path), 1, null);
    }

    public async ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await process.WaitAsync($"head {path}", () => world.Read(path) is null ? null : new ObjectMetadata(path, 1, null), found => found is null ? "no" : "yes");

    public async ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        var content = await process.WaitAsync(
            $"read {path}", () => world.Read(path) ?? throw new FileNotFoundException(path.Value), System.Text.Encoding.UTF8.GetString);
        return new MemoryStream(content);
    }

    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await process.WaitAsync($"delete {path}", () =>
        {
            world.Delete(path);
            return true;
        }, _ => "");

    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException("Uploads are one step here: UploadAsync.");

    /// <summary>Prepares an object, in one step.</summary>
    public async Task<PendingObject> UploadAsync(ObjectPath path)
    {
        var id = $"{process.Name}{++_uploads}";
        return await process.WaitAsync($"upload {path}", () => world.Upload(path, id), _ => "");
    }

    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
        => await process.WaitAsync($"commit {pending.Path}", () =>
        {
            world.Commit(pending, condition.MustBeAbsent);
            return new ObjectMetadata(pending.Path, 1, null);
        }, _ => "");

    public async ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
        => await process.WaitAsync($"abort {pending.Path}", () =>
        {
            world.Abort(pending);
            return true;
        }, _ => "");

    public async IAsyncEnumerable<PendingObject> ListPendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var found = await process.WaitAsync(
            $"pending {prefix}", () => world.Uploads(prefix), tokens => string.Join(',', tokens.Select(token => token.State["upload"])));
        foreach (var token in found)
            yield return token;
    }

    private Task<string[]> PageAsync(ObjectPath prefix, Func<string, bool> isOnPage)
        => process.WaitAsync<string[]>(
            $"list {prefix}",
            () => [.. world.Paths.Where(path => prefix.TryGetRelative(ObjectPath.Parse(path), out _) && (!prefix.IsRoot || isOnPage(path)))],
            paths => string.Join(',', paths));
}
