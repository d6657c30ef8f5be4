using System.Collections.Concurrent;
using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores whose puts are flawed.</summary>
internal static class PutMutants
{
    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.A_put_replaces_what_is_there), "it tells the size of the old object", inner => new MutantStore(inner)
        {
            Put = async (path, content, condition, token) =>
            {
                var old = await inner.HeadAsync(path, token);
                var metadata = await inner.PutAsync(path, content, condition, token);
                return old is null ? metadata : metadata with { Size = old.Size };
            },
        }),
        new(nameof(C.A_put_leaves_no_upload_behind), "a refused one does", inner => new MutantStore(inner)
        {
            Put = async (path, content, condition, token) =>
            {
                try
                {
                    return await inner.PutAsync(path, content, condition, token);
                }
                catch (PreconditionFailedException)
                {
                    await inner.StartUploadAsync(path, null, token);
                    throw;
                }
            },
        }),
        new(nameof(C.A_put_that_must_find_nothing_replaces_nothing), "its error is about another object", inner => new MutantStore(inner)
        {
            Put = async (path, content, condition, token) =>
            {
                try
                {
                    return await inner.PutAsync(path, content, condition, token);
                }
                catch (PreconditionFailedException e) when (condition.MustBeAbsent)
                {
                    throw new PreconditionFailedException(ObjectPath.Root, e.Message);
                }
            },
        }),
        new(nameof(C.A_put_with_an_ETag_replaces_that_version_only), "an object that is gone has any ETag", inner => new MutantStore(inner)
        {
            Put = async (path, content, condition, token) => condition.ExpectedETag is not null && await inner.HeadAsync(path, token) is null
                ? await inner.PutAsync(path, content, PutCondition.IfAbsent, token)
                : await inner.PutAsync(path, content, condition, token),
        }),
        new(nameof(C.Racing_puts_that_must_find_nothing_have_one_winner), "four look before one acts",
            inner => Unguarded(inner, condition => condition.MustBeAbsent)),
        new(nameof(C.Racing_puts_with_one_ETag_have_one_winner), "four look before one acts",
            inner => Unguarded(inner, condition => condition.ExpectedETag is not null)),
        new(nameof(C.A_put_of_no_bytes_makes_an_empty_object), "listing leaves it out", inner => new MutantStore(inner)
        {
            List = (prefix, token) => inner.ListAsync(prefix, token).Where(found => found.Size > 0),
        }),
        new(nameof(C.A_put_does_not_use_its_content_after_the_call), "it keeps the memory", inner =>
        {
            var kept = new ConcurrentDictionary<string, ReadOnlyMemory<byte>>();
            return new MutantStore(inner)
            {
                Put = async (path, content, condition, token) =>
                {
                    var metadata = await inner.PutAsync(path, content, condition, token);
                    kept[metadata.ETag!] = content;
                    return metadata;
                },
                Open = async (path, offset, length, token) =>
                {
                    var stream = await inner.OpenReadAsync(path, offset, length, token);
                    var etag = (await inner.HeadAsync(path, token))?.ETag;
                    return etag is not null && offset == 0 && length is null && kept.TryGetValue(etag, out var content)
                        ? new MemoryStream(content.ToArray())
                        : stream;
                },
            };
        }),
        new(nameof(C.A_reader_never_sees_a_part_of_an_object_that_is_put), "a big object is replaced in two steps", ReplacingInTwoSteps),
        new(nameof(C.An_ETag_changes_with_the_content), "it is that of the old object of the same size", inner => new MutantStore(inner)
        {
            Put = async (path, content, condition, token) =>
            {
                var old = await inner.HeadAsync(path, token);
                var metadata = await inner.PutAsync(path, content, condition, token);
                return old?.Size == metadata.Size ? metadata with { ETag = old.ETag } : metadata;
            },
        }),
    ];

    private static MutantStore Unguarded(MemoryObjectStore inner, Func<PutCondition, bool> isGuarded)
    {
        var put = Rendezvous.Unguarded<(ObjectPath Path, ReadOnlyMemory<byte> Content)>(
            4, call => call.Path, isGuarded, (call, condition, token) => inner.PutAsync(call.Path, call.Content, condition, token));
        return new(inner) { Put = (path, content, condition, token) => put((path, content), condition, token) };
    }

    private static MutantStore ReplacingInTwoSteps(MemoryObjectStore inner)
    {
        const int Patience = 100_000;
        var reads = 0;
        return new(inner)
        {
            Open = (path, offset, length, token) =>
            {
                Interlocked.Increment(ref reads);
                return inner.OpenReadAsync(path, offset, length, token);
            },
            Put = async (path, content, condition, token) =>
            {
                if (content.Length > 100_000 && await inner.HeadAsync(path, token) is not null)
                {
                    await inner.PutAsync(path, content[..(content.Length / 2)], condition, token);
                    var before = Volatile.Read(ref reads);
                    for (var turn = 0; turn < Patience && Volatile.Read(ref reads) == before; turn++)
                        await Task.Yield();
                }

                return await inner.PutAsync(path, content, condition, token);
            },
        };
    }
}
