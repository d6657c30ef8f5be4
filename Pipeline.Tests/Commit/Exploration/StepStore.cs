using System.Runtime.CompilerServices;
using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>A process's view of the world: each call is one step, a listing of a whole dataset two, between which others may step.</summary>
/// <param name="process">Whose view it is.</param>
/// <param name="abortIsFinal">As the world has it.</param>
/// <param name="forgetsCondition">Takes a put that must find nothing for one that may replace; a planted defect.</param>
internal sealed class StepStore(StepProcess process, bool abortIsFinal, bool forgetsCondition) : IObjectStore
{
    /// <summary>Listings pause before the first path from here on.</summary>
    private const string SecondPage = "p=2";

    public StoreCapabilities Capabilities { get; } = new()
    {
        ConditionalPut = true,
        AbortIsFinal = abortIsFinal,
        ListsOwnUploadsOnly = abortIsFinal,
    };

    public string Description => "world:";

    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        var text = Encoding.UTF8.GetString(content.Span);
        var mustBeAbsent = condition.MustBeAbsent && !forgetsCondition;
        return await process.ChangeAsync(
            $"put {path} {mustBeAbsent} {text}", world => world.Put(path, text, mustBeAbsent), new ObjectMetadata(path, text.Length, null));
    }

    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var path in await PageAsync(prefix, 1, path => !prefix.IsRoot || string.CompareOrdinal(path, SecondPage) < 0))
            yield return new(ObjectPath.Parse(path), 1, null);

        if (!prefix.IsRoot)
            yield break;

        foreach (var path in await PageAsync(prefix, 2, path => string.CompareOrdinal(path, SecondPage) >= 0))
            yield return new(ObjectPath.Parse(path), 1, null);
    }

    public async ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await process.ReadAsync(
            $"head {path}", world => world.Read(path) is null ? null : new ObjectMetadata(path, 1, null), found => found is null ? "no" : "yes");

    public async ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => new MemoryStream(Encoding.UTF8.GetBytes(await process.ReadAsync(
            $"read {path}", world => world.Read(path) ?? throw new FileNotFoundException(path.Value), content => content)));

    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await process.ChangeAsync($"delete {path}", world => world.Delete(path));

    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException("Uploads are one step here: UploadAsync.");

    /// <summary>Prepares an object, in one step. No process does it twice for one path.</summary>
    public async Task<PendingObject> UploadAsync(ObjectPath path)
    {
        var token = new PendingObject(path, 1, new Dictionary<string, string> { ["upload"] = $"{process.Name} {path}" });
        return await process.ChangeAsync($"upload {path}", world => world.Upload(token), token);
    }

    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
        => await process.ChangeAsync(
            $"commit {pending.State["upload"]} {condition.MustBeAbsent}",
            world => world.Commit(pending, condition.MustBeAbsent),
            new ObjectMetadata(pending.Path, 1, null));

    public async ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
        => await process.ChangeAsync($"abort {pending.State["upload"]}", world => world.Abort(pending));

    public async IAsyncEnumerable<PendingObject> ListPendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var found = await process.ReadAsync(
            $"pending {prefix}", world => world.Uploads(prefix), tokens => string.Join(',', tokens.Select(token => token.State["upload"])));
        foreach (var token in found)
            yield return token;
    }

    private Task<string[]> PageAsync(ObjectPath prefix, int page, Func<string, bool> isOnPage)
        => process.ReadAsync<string[]>(
            $"list {prefix} {page}",
            world => [.. world.Paths.Where(path => prefix.TryGetRelative(ObjectPath.Parse(path), out _) && isOnPage(path))],
            paths => string.Join(',', paths));
}
