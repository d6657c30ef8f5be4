using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores that abort too much, or too little. Tokens that listing found are told from others by their time.</summary>
internal static class AbortMutants
{
    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.An_aborted_token_leaves_nothing_and_aborting_again_does_nothing), "the second time fails", inner =>
        {
            var aborted = MutantStore.NewIds();
            return new MutantStore(inner)
            {
                Abort = (pending, token) =>
                    pending.StartedAt is null && MutantStore.IdOf(pending) is { Length: > 0 } id && !aborted.TryAdd(id, true)
                    ? throw new IOException($"The upload of '{pending.Path}' is gone.")
                    : inner.AbortAsync(pending, token),
            };
        }),
        new(nameof(C.An_aborted_token_cannot_be_committed), "it can, for whoever held it", inner =>
        {
            var aborted = MutantStore.NewIds();
            return new MutantStore(inner)
            {
                Abort = (pending, token) =>
                {
                    if (pending.StartedAt is null)
                        aborted[MutantStore.IdOf(pending)] = true;

                    return inner.AbortAsync(pending, token);
                },
                Commit = (pending, condition, token) => MutantStore.IdOf(pending).Length > 0 && aborted.ContainsKey(MutantStore.IdOf(pending))
                    ? inner.PutAsync(pending.Path, new byte[pending.Size], condition, token)
                    : inner.CommitAsync(pending, condition, token),
            };
        }),
        new(nameof(C.Aborting_a_committed_token_keeps_the_object), "it removes the object", inner => new MutantStore(inner)
        {
            Abort = async (pending, token) =>
            {
                var isPending = MutantStore.IdOf(pending).Length == 0 || await CommitMutants.IsPendingAsync(inner, pending);
                await (isPending ? inner.AbortAsync(pending, token) : inner.DeleteAsync(pending.Path, token));
            },
        }),
        new(nameof(C.Aborting_one_upload_leaves_the_others_of_its_path), "it aborts them all", inner => new MutantStore(inner)
        {
            Abort = async (pending, token) =>
            {
                await inner.AbortAsync(pending, token);
                await UploadMutants.AbortAllAsync(inner, pending.Path);
            },
        }),
        new(nameof(C.Another_instance_aborts_what_this_one_prepared), "a token of another instance is not aborted",
            inner => Ignoring(inner, (pending, isOwn) => pending.StartedAt is null && !isOwn)),
        new(nameof(C.An_upload_that_another_instance_finds_and_aborts_never_appears), "what it finds of another instance is not aborted",
            inner => Ignoring(inner, (pending, isOwn) => pending.StartedAt is not null && !isOwn)),
        new(nameof(C.A_pending_upload_found_by_listing_can_be_aborted), "what it finds of its own is not aborted",
            inner => Ignoring(inner, (pending, isOwn) => pending.StartedAt is not null && isOwn)),
    ];

    private static MutantStore Ignoring(MemoryObjectStore inner, Func<PendingObject, bool, bool> isIgnored)
    {
        var own = MutantStore.NewIds();
        return new(inner)
        {
            Start = MutantStore.StartRemembering(inner, own),
            Abort = (pending, token) =>
                MutantStore.IdOf(pending) is { Length: > 0 } id && isIgnored(pending, own.ContainsKey(id)) && !token.IsCancellationRequested
                ? default
                : inner.AbortAsync(pending, token),
        };
    }
}
