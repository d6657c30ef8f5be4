using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores that promise less than others, and keep what they promise.</summary>
internal static class HonestStores
{
    /// <summary>No conditions, no metadata, and aborts that are listed as pending and can be committed.</summary>
    public static IObjectStore PromisingNothing(MemoryObjectStore inner) => new MutantStore(inner)
    {
        Capabilities = new(),
        Put = (path, content, condition, token) => inner.PutAsync(path, content, Unconditional(path, condition), token),
        Commit = (pending, condition, token) => inner.CommitAsync(pending, Unconditional(pending.Path, condition), token),
        Head = async (path, token) => await inner.HeadAsync(path, token) is { } found ? found with { UserMetadata = null } : null,
        Start = async (path, options, token) =>
        {
            var upload = await inner.StartUploadAsync(path, options, token);
            return new MutantUpload(upload) { Dispose = () => default };
        },
        Abort = (pending, token) =>
        {
            token.ThrowIfCancellationRequested();
            return MutantStore.IdOf(pending).Length == 0 ? inner.AbortAsync(pending, token) : default;
        },
    };

    /// <summary>A put, a delete or a commit discards the uploads of its path, as Azure does.</summary>
    public static IObjectStore DiscardingUploads(MemoryObjectStore inner) => new MutantStore(inner)
    {
        Put = async (path, content, condition, token) =>
        {
            var metadata = await inner.PutAsync(path, content, condition, token);
            await UploadMutants.AbortAllAsync(inner, path);
            return metadata;
        },
        Commit = async (pending, condition, token) =>
        {
            var metadata = await inner.CommitAsync(pending, condition, token);
            await UploadMutants.AbortAllAsync(inner, pending.Path);
            return metadata;
        },
        Delete = async (path, token) =>
        {
            await inner.DeleteAsync(path, token);
            await UploadMutants.AbortAllAsync(inner, path);
        },
    };

    private static PutCondition Unconditional(ObjectPath path, PutCondition condition)
        => condition == default ? condition : throw new NotSupportedException($"There are no conditions here; '{path}' cannot be written with one.");
}
