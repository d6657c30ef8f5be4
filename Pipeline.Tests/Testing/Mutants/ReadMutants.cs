using System.Collections.Concurrent;
using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores that read, look up or delete wrongly.</summary>
internal static class ReadMutants
{
    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.A_range_is_read_as_far_as_there_are_bytes), "an empty range is the whole", inner => new MutantStore(inner)
        {
            Open = (path, offset, length, token) => inner.OpenReadAsync(path, offset, length == 0 ? null : length, token),
        }),
        new(nameof(C.A_range_of_an_empty_object_is_empty), "it cannot be satisfied", inner => new MutantStore(inner)
        {
            Open = async (path, offset, length, token) => (offset > 0 || length is not null) && await inner.HeadAsync(path, token) is { Size: 0 }
                ? throw new IOException($"The range of '{path}' cannot be satisfied.")
                : await inner.OpenReadAsync(path, offset, length, token),
        }),
        new(nameof(C.A_range_of_a_big_object_spans_its_parts), "it ends with the part where it begins", inner => new MutantStore(inner)
        {
            Open = (path, offset, length, token) => inner.OpenReadAsync(
                path, offset, length is null ? null : Math.Min(length.Value, UploadMutants.PartSize - (offset % UploadMutants.PartSize)), token),
        }),
        new(nameof(C.What_is_not_there_is_not_found), "head finds what is a prefix", inner => new MutantStore(inner)
        {
            Head = async (path, token) => await inner.HeadAsync(path, token)
                ?? (!path.IsRoot && await inner.ListAsync(path, token).AnyAsync(token) ? new ObjectMetadata(path, 0, null) : null),
        }),
        new(nameof(C.A_pending_upload_cannot_be_read), "it is empty", inner => new MutantStore(inner)
        {
            Open = async (path, offset, length, token) =>
                await inner.ListPendingAsync(path.Parent, token).AnyAsync(found => found.Path == path, token) && await inner.HeadAsync(path, token) is null
                    ? new MemoryStream()
                    : await inner.OpenReadAsync(path, offset, length, token),
        }),
        new(nameof(C.Every_answer_about_an_object_is_the_same), "listing tells no ETag", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token).Select(found => found with { ETag = null }),
        }),
        new(nameof(C.Head_and_listing_tell_when_an_object_changed), "listing does not", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token).Select(found => found with { LastModified = null }),
        }),
        new(nameof(C.A_deleted_object_is_gone_and_deleting_it_again_does_nothing), "the second time fails", inner =>
        {
            var deleted = new ConcurrentDictionary<ObjectPath, bool>();
            return new MutantStore(inner)
            {
                Delete = async (path, token) =>
                {
                    if (await inner.HeadAsync(path, token) is null && !deleted.TryAdd(path, true))
                        throw new FileNotFoundException($"There is no object '{path}'.");

                    await inner.DeleteAsync(path, token);
                    deleted[path] = true;
                },
            };
        }),
        new(nameof(C.Another_instance_sees_what_this_one_wrote), "but for the ETag", inner =>
        {
            var known = new ConcurrentDictionary<ObjectPath, bool>();
            return new MutantStore(inner)
            {
                Put = (path, content, condition, token) =>
                {
                    known[path] = true;
                    return inner.PutAsync(path, content, condition, token);
                },
                Commit = (pending, condition, token) =>
                {
                    known[pending.Path] = true;
                    return inner.CommitAsync(pending, condition, token);
                },
                Head = async (path, token) => await inner.HeadAsync(path, token) is { } found
                    ? known.ContainsKey(path) ? found : found with { ETag = null }
                    : null,
            };
        }),
        new(nameof(C.A_store_says_where_it_keeps_its_objects), "it says nothing", inner => new MutantStore(inner) { Description = "" }),
        new(nameof(C.A_cancelled_write_has_no_effect), "a cancelled delete deletes", inner => new MutantStore(inner)
        {
            Delete = (path, _) => inner.DeleteAsync(path, CancellationToken.None),
        }),
        new(nameof(C.A_cancelled_read_ends_as_cancelled), "a cancelled head answers", inner => new MutantStore(inner)
        {
            Head = (path, _) => inner.HeadAsync(path, CancellationToken.None),
        }),
    ];
}
