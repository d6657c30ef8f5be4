using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores that commit what they should not, or not what they should.</summary>
internal static class CommitMutants
{
    private static readonly ConditionalWeakTable<PendingObject, object> Issued = [];

    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.Committing_again_gives_the_same_answer), "it looks at the condition first", inner => new MutantStore(inner)
        {
            Commit = async (pending, condition, token) =>
                condition.MustBeAbsent && await inner.HeadAsync(pending.Path, token) is not null
                    ? throw new PreconditionFailedException(pending.Path, $"'{pending.Path}' is there.")
                    : await inner.CommitAsync(pending, condition, token),
        }),
        new(nameof(C.Committing_again_does_not_bring_back_a_deleted_object), "it does", inner => Resurrecting(inner, whereGone: true)),
        new(nameof(C.Committing_again_does_not_bring_back_replaced_bytes), "it does", inner => Resurrecting(inner, whereGone: false)),
        new(nameof(C.A_commit_replaces_what_is_there), "it tells the size of the old object", inner => new MutantStore(inner)
        {
            Commit = async (pending, condition, token) =>
            {
                var old = await inner.HeadAsync(pending.Path, token);
                var isFirst = await IsPendingAsync(inner, pending);
                var metadata = await inner.CommitAsync(pending, condition, token);
                return old is null || !isFirst ? metadata : metadata with { Size = old.Size };
            },
        }),
        new(nameof(C.A_commit_that_must_find_nothing_replaces_nothing), "its error is about another object", inner => new MutantStore(inner)
        {
            Commit = async (pending, condition, token) =>
            {
                try
                {
                    return await inner.CommitAsync(pending, condition, token);
                }
                catch (PreconditionFailedException e) when (condition.MustBeAbsent)
                {
                    throw new PreconditionFailedException(ObjectPath.Root, e.Message);
                }
            },
        }),
        new(nameof(C.A_token_whose_commit_was_refused_is_still_pending), "a put object costs it", inner => DroppingRefused(inner, wherePut: true)),
        new(nameof(C.The_loser_of_a_race_holds_a_token_that_is_still_pending), "the winner costs it", inner => DroppingRefused(inner, wherePut: false)),
        new(nameof(C.A_commit_with_an_ETag_replaces_that_version_only), "it replaces any version that was put", IgnoringTheETagOfPuts),
        new(nameof(C.Racing_commits_that_must_find_nothing_have_one_winner), "three look before one acts", inner => new MutantStore(inner)
        {
            Commit = Rendezvous.Unguarded<PendingObject>(
                3, pending => pending.Path, condition => condition.MustBeAbsent, inner.CommitAsync),
        }),
        new(nameof(C.Racing_commits_with_one_ETag_have_one_winner), "three look before one acts", inner => new MutantStore(inner)
        {
            Commit = Rendezvous.Unguarded<PendingObject>(
                3, pending => pending.Path, condition => condition.ExpectedETag is not null, inner.CommitAsync),
        }),
        new(nameof(C.A_token_survives_its_text_form), "it knows only the tokens that it gave out", inner => new MutantStore(inner)
        {
            Start = async (path, options, token) =>
            {
                var upload = await inner.StartUploadAsync(path, options, token);
                return new MutantUpload(upload) { Prepare = async prepareToken => Issue(await upload.PrepareAsync(prepareToken)) };
            },
            Commit = (pending, condition, token) => Issued.TryGetValue(pending, out _)
                ? inner.CommitAsync(pending, condition, token)
                : throw new IOException($"The token of '{pending.Path}' is not known."),
        }),
        new(nameof(C.Another_instance_commits_what_this_one_prepared), "an instance knows its own commits only", KnowingOwnCommits),
        new(nameof(C.The_token_of_another_store_is_refused), "it is aborted in silence", inner => new MutantStore(inner)
        {
            Abort = (pending, token) => MutantStore.IdOf(pending).Length == 0 ? default : inner.AbortAsync(pending, token),
        }),
        new(nameof(C.Head_tells_the_metadata_of_an_upload), "a name with a digit is lost", inner => new MutantStore(inner)
        {
            Head = async (path, token) => await inner.HeadAsync(path, token) is { UserMetadata: { } metadata } found
                ? found with { UserMetadata = metadata.Where(pair => pair.Key != "n2").ToDictionary() }
                : await inner.HeadAsync(path, token),
        }),
        new(nameof(C.Metadata_ends_with_the_object_that_had_it), "it stays with the path", inner =>
        {
            var known = new ConcurrentDictionary<ObjectPath, IReadOnlyDictionary<string, string>>();
            return new MutantStore(inner)
            {
                Start = (path, options, token) =>
                {
                    if (options is not null)
                        known[path] = options.Metadata;

                    return inner.StartUploadAsync(path, options, token);
                },
                Head = async (path, token) => await inner.HeadAsync(path, token) is { } found
                    ? found with { UserMetadata = known.GetValueOrDefault(path, found.UserMetadata!) }
                    : null,
            };
        }),
        new(nameof(C.Metadata_does_not_depend_on_who_commits), "an instance keeps that of its own uploads only", inner =>
        {
            var own = MutantStore.NewIds();
            return new MutantStore(inner)
            {
                Start = MutantStore.StartRemembering(inner, own),
                Commit = async (pending, condition, token) =>
                {
                    var metadata = await inner.CommitAsync(pending, condition, token);
                    if (own.ContainsKey(MutantStore.IdOf(pending)) || metadata.UserMetadata is null or { Count: 0 })
                        return metadata;

                    return await inner.PutAsync(pending.Path, new byte[pending.Size], default, token);
                },
            };
        }),
    ];

    public static async Task<bool> IsPendingAsync(MemoryObjectStore inner, PendingObject pending)
    {
        await foreach (var found in inner.ListPendingAsync(pending.Path.Parent))
            if (MutantStore.IdOf(found) == MutantStore.IdOf(pending))
                return true;

        return false;
    }

    private static PendingObject Issue(PendingObject pending)
    {
        Issued.Add(pending, pending);
        return pending;
    }

    private static MutantStore Resurrecting(MemoryObjectStore inner, bool whereGone)
    {
        var committed = new ConcurrentDictionary<string, bool>();
        return new(inner)
        {
            Commit = async (pending, condition, token) =>
            {
                try
                {
                    var metadata = await inner.CommitAsync(pending, condition, token);
                    committed[MutantStore.IdOf(pending)] = true;
                    return metadata;
                }
                catch (FileNotFoundException) when (committed.ContainsKey(MutantStore.IdOf(pending)))
                {
                    if (await inner.HeadAsync(pending.Path, token) is null != whereGone)
                        throw;

                    return await inner.PutAsync(pending.Path, new byte[pending.Size], default, token);
                }
            },
        };
    }

    private static MutantStore DroppingRefused(MemoryObjectStore inner, bool wherePut)
    {
        var put = new ConcurrentDictionary<ObjectPath, bool>();
        return new(inner)
        {
            Put = (path, content, condition, token) =>
            {
                put[path] = true;
                return inner.PutAsync(path, content, condition, token);
            },
            Commit = async (pending, condition, token) =>
            {
                try
                {
                    return await inner.CommitAsync(pending, condition, token);
                }
                catch (PreconditionFailedException) when (condition.MustBeAbsent && put.ContainsKey(pending.Path) == wherePut)
                {
                    await inner.AbortAsync(pending, token);
                    throw;
                }
            },
        };
    }

    private static MutantStore IgnoringTheETagOfPuts(MemoryObjectStore inner)
    {
        var put = new ConcurrentDictionary<string, bool>();
        return new(inner)
        {
            Put = async (path, content, condition, token) =>
            {
                var metadata = await inner.PutAsync(path, content, condition, token);
                put[metadata.ETag!] = true;
                return metadata;
            },
            Commit = async (pending, condition, token) =>
            {
                var etag = (await inner.HeadAsync(pending.Path, token))?.ETag;
                var isIgnored = condition.ExpectedETag is not null && etag is not null && put.ContainsKey(etag);
                return await inner.CommitAsync(pending, isIgnored ? PutCondition.IfMatch(etag!) : condition, token);
            },
        };
    }

    private static MutantStore KnowingOwnCommits(MemoryObjectStore inner)
    {
        var started = MutantStore.NewIds();
        var committed = MutantStore.NewIds();
        return new(inner)
        {
            Start = MutantStore.StartRemembering(inner, started),
            Commit = async (pending, condition, token) =>
            {
                var id = MutantStore.IdOf(pending);
                if (started.ContainsKey(id) && !committed.ContainsKey(id) && !await IsPendingAsync(inner, pending))
                    throw new FileNotFoundException($"The upload of '{pending.Path}' is gone.");

                var metadata = await inner.CommitAsync(pending, condition, token);
                committed[id] = true;
                return metadata;
            },
        };
    }
}
