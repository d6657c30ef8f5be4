using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores that list wrongly, or change names.</summary>
internal static class ListingMutants
{
    /// <summary>How many objects the mutants list at most where they know no second page.</summary>
    public const int PageSize = 100;

    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.Objects_are_listed_in_ordinal_order), "letters sort without their case", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token).OrderBy(found => found.Path.Value, StringComparer.OrdinalIgnoreCase),
        }),
        new(nameof(C.A_prefix_names_whole_segments), "a prefix names the object at its path", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(default, token).Where(found => found.Path == prefix || prefix.TryGetRelative(found.Path, out _)),
        }),
        new(nameof(C.More_objects_than_fit_a_page_are_listed_once_each), "there is no second page", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token).Take(PageSize),
        }),
        new(nameof(C.What_stays_is_listed_while_others_come_and_go), "a change ends the listing", EndingWithAChange),
        new(nameof(C.Pending_uploads_are_listed_below_a_prefix), "a prefix is the start of a text", inner => new MutantStore(inner)
        {
            ListPending = (prefix, token) => inner.ListPendingAsync(default, token)
                .Where(found => found.Path.Value.StartsWith(prefix.Value, StringComparison.Ordinal)),
        }),
        new(nameof(C.Listing_tells_when_a_pending_upload_started), "it does not", inner => new MutantStore(inner)
        {
            ListPending = (prefix, token) => inner.ListPendingAsync(prefix, token).Select(found => found with { StartedAt = null }),
        }),
        new(nameof(C.An_odd_name_is_kept_as_it_is), "an ampersand is listed as XML has it", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token)
                .Select(found => found with { Path = ObjectPath.Parse(found.Path.Value.Replace("&", "&amp;", StringComparison.Ordinal)) }),
        }),
        new(nameof(C.A_long_path_is_kept_as_it_is), "it is refused", inner => new MutantStore(inner)
        {
            Start = (path, options, token) => path.Value.Length > 512
                ? throw new PathTooLongException($"'{path}' is too long.")
                : inner.StartUploadAsync(path, options, token),
        }),
        new(nameof(C.Names_that_some_encoding_makes_equal_are_two_objects), "a delete takes a plus for a space", inner => new MutantStore(inner)
        {
            Delete = async (path, token) =>
            {
                await inner.DeleteAsync(path, token);
                await inner.DeleteAsync(ObjectPath.Parse(path.Value.Replace(' ', '+')), token);
            },
        }),
        new(nameof(C.Names_that_differ_in_case_are_one_object_only_where_the_store_says_so), "it says so and they are two", inner => new MutantStore(inner)
        {
            Capabilities = inner.Capabilities with { FoldsCase = true },
        }),
    ];

    private static MutantStore EndingWithAChange(MemoryObjectStore inner)
    {
        var changes = 0;
        return new(inner)
        {
            Put = (path, content, condition, token) =>
            {
                Interlocked.Increment(ref changes);
                return inner.PutAsync(path, content, condition, token);
            },
            List = (prefix, token) =>
            {
                var before = Volatile.Read(ref changes);
                return inner.ListAsync(prefix, token).TakeWhile(_ => Volatile.Read(ref changes) == before);
            },
        };
    }
}
