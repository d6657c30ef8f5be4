using System.Collections.Concurrent;
using DataflowWrite.Storage;
using C = DataflowWrite.Testing.ObjectStoreContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Stores whose uploads are flawed.</summary>
internal static class UploadMutants
{
    /// <summary>The smallest part of an upload for the mutants, small so that they are done with soon.</summary>
    public const int PartSize = 64 * 1024;

    public static IEnumerable<Mutant> All =>
    [
        new(nameof(C.An_upload_is_invisible_until_it_is_committed), "head shows what is being written", ShowsOpenUploads),
        new(nameof(C.An_upload_without_bytes_makes_an_empty_object), "an empty object gets a byte", inner => new MutantStore(inner)
        {
            Commit = (pending, condition, token) => pending.Size > 0
                ? inner.CommitAsync(pending, condition, token)
                : inner.PutAsync(pending.Path, new byte[1], condition, token),
        }),
        new(nameof(C.Disposing_an_unprepared_upload_aborts_it), "an upload of a few bytes is not aborted", inner => Started(inner, upload =>
        {
            var written = 0;
            var isCancelled = false;
            return new MutantUpload(upload)
            {
                Write = (content, token) =>
                {
                    written += content.Length;
                    isCancelled |= token.IsCancellationRequested;
                    return upload.WriteAsync(content, token);
                },
                Prepare = token =>
                {
                    isCancelled |= token.IsCancellationRequested;
                    return upload.PrepareAsync(token);
                },
                Dispose = () => written is > 0 and < 1000 && !isCancelled ? default : upload.DisposeAsync(),
            };
        })),
        new(nameof(C.Disposing_a_prepared_upload_leaves_it_to_its_token), "an upload that was seen pending is aborted", AbortsWhatWasSeen),
        new(nameof(C.Disposing_an_upload_twice_does_nothing_more), "the second time removes the object", inner => Started(inner, upload =>
        {
            var disposals = 0;
            return new MutantUpload(upload) { Dispose = () => ++disposals > 1 ? inner.DeleteAsync(upload.Path) : upload.DisposeAsync() };
        })),
        new(nameof(C.A_prepared_upload_takes_no_more_bytes_and_is_prepared_once), "it gives its token again", inner => Started(inner, upload =>
        {
            PendingObject? prepared = null;
            return new MutantUpload(upload) { Prepare = async token => prepared ??= await upload.PrepareAsync(token) };
        })),
        new(nameof(C.An_upload_does_not_use_memory_after_the_call_that_gave_it), "it takes the bytes when it is prepared", inner => Started(inner, upload =>
        {
            var kept = new List<ReadOnlyMemory<byte>>();
            var isPrepared = false;
            return new MutantUpload(upload)
            {
                Write = (content, token) =>
                {
                    token.ThrowIfCancellationRequested();
                    if (isPrepared)
                        return upload.WriteAsync(content, token);

                    kept.Add(content);
                    return default;
                },
                Prepare = async token =>
                {
                    isPrepared = true;
                    foreach (var content in kept)
                        await upload.WriteAsync(content, token);

                    kept.Clear();
                    return await upload.PrepareAsync(token);
                },
            };
        })),
        new(nameof(C.An_upload_tells_how_many_bytes_it_keeps_in_memory), "it never tells that they have gone", inner => Started(inner, upload =>
        {
            var written = 0L;
            return new MutantUpload(upload)
            {
                Buffered = () => written,
                Write = (content, token) =>
                {
                    written += content.Length;
                    return upload.WriteAsync(content, token);
                },
            };
        })),
        new(nameof(C.Many_uploads_at_once_do_not_disturb_each_other), "the 31st commit changes the first object", inner =>
        {
            var commits = 0;
            ObjectPath? first = null;
            return new MutantStore(inner)
            {
                Commit = async (pending, condition, token) =>
                {
                    var metadata = await inner.CommitAsync(pending, condition, token);
                    first ??= pending.Path;
                    if (Interlocked.Increment(ref commits) == 31)
                        await inner.PutAsync(first.Value, "of another upload"u8.ToArray(), default, token);

                    return metadata;
                },
            };
        }),
        new(nameof(C.Two_uploads_of_one_path_do_not_mix), "an open upload gets the bytes of the next one", MixesOpenUploads),
        new(nameof(C.What_was_there_stays_readable_until_the_commit), "the first upload over an object empties it", EmptiesWhatIsUploadedOver),
        new(nameof(C.An_upload_outlives_a_put_and_a_delete_at_its_path), "deleting a put object drops the uploads of its path", inner =>
        {
            var put = new ConcurrentDictionary<ObjectPath, bool>();
            return new MutantStore(inner)
            {
                Put = (path, content, condition, token) =>
                {
                    put[path] = true;
                    return inner.PutAsync(path, content, condition, token);
                },
                Delete = async (path, token) =>
                {
                    await inner.DeleteAsync(path, token);
                    if (put.ContainsKey(path))
                        await AbortAllAsync(inner, path);
                },
            };
        }),
        new(nameof(C.The_root_is_no_object), "head finds one there", inner => new MutantStore(inner)
        {
            Head = (path, token) => path.IsRoot ? new(new ObjectMetadata(path, 0, null)) : inner.HeadAsync(path, token),
        }),
        new(nameof(C.A_big_object_is_what_was_written_in_pieces_of_any_size), "a piece is cut after three parts",
            inner => Started(inner, upload => new MutantUpload(upload)
            {
                Write = (content, token) => upload.WriteAsync(content[..Math.Min(content.Length, 3 * PartSize)], token),
            })),
        new(nameof(C.A_big_upload_that_is_given_up_leaves_nothing), "more than two parts are left behind", inner => Started(inner, upload =>
        {
            var written = 0;
            return new MutantUpload(upload)
            {
                Write = (content, token) =>
                {
                    written += content.Length;
                    return upload.WriteAsync(content, token);
                },
                Dispose = () => written > 2 * PartSize ? default : upload.DisposeAsync(),
            };
        })),
        new(nameof(C.A_cancelled_upload_leaves_nothing), "it is prepared all the same", inner => Started(inner, upload => new MutantUpload(upload)
        {
            Prepare = _ => upload.PrepareAsync(CancellationToken.None),
        })),
    ];

    public static MutantStore Started(MemoryObjectStore inner, Func<IObjectUpload, IObjectUpload> change) => new(inner)
    {
        Start = async (path, options, token) => change(await inner.StartUploadAsync(path, options, token)),
    };

    public static async Task AbortAllAsync(MemoryObjectStore inner, ObjectPath path)
    {
        await foreach (var pending in inner.ListPendingAsync(path.Parent))
            if (pending.Path == path)
                await inner.AbortAsync(pending);
    }

    private static MutantStore ShowsOpenUploads(MemoryObjectStore inner)
    {
        var open = new ConcurrentDictionary<ObjectPath, bool>();
        var put = new ConcurrentDictionary<ObjectPath, bool>();
        return new(inner)
        {
            Put = (path, content, condition, token) =>
            {
                put[path] = true;
                return inner.PutAsync(path, content, condition, token);
            },
            Head = (path, token) => open.ContainsKey(path) && !put.ContainsKey(path)
                ? new(new ObjectMetadata(path, 0, null))
                : inner.HeadAsync(path, token),
            Start = async (path, options, token) =>
            {
                var upload = await inner.StartUploadAsync(path, options, token);
                return new MutantUpload(upload)
                {
                    Write = async (content, writeToken) =>
                    {
                        await upload.WriteAsync(content, writeToken);
                        open[path] = true;
                    },
                    Prepare = prepareToken =>
                    {
                        open.TryRemove(path, out _);
                        return upload.PrepareAsync(prepareToken);
                    },
                    Dispose = () =>
                    {
                        open.TryRemove(path, out _);
                        return upload.DisposeAsync();
                    },
                };
            },
        };
    }

    private static MutantStore AbortsWhatWasSeen(MemoryObjectStore inner)
    {
        var listings = 0;
        return new(inner)
        {
            ListPending = (prefix, token) =>
            {
                listings++;
                return inner.ListPendingAsync(prefix, token);
            },
            Start = async (path, options, token) =>
            {
                var upload = await inner.StartUploadAsync(path, options, token);
                PendingObject? prepared = null;
                var before = 0;
                return new MutantUpload(upload)
                {
                    Prepare = async prepareToken =>
                    {
                        before = listings;
                        return prepared = await upload.PrepareAsync(prepareToken);
                    },
                    Dispose = () => prepared is not null && listings > before ? inner.AbortAsync(prepared) : upload.DisposeAsync(),
                };
            },
        };
    }

    private static MutantStore MixesOpenUploads(MemoryObjectStore inner)
    {
        var open = new ConcurrentDictionary<ObjectPath, IObjectUpload>();
        return new(inner)
        {
            Start = async (path, options, token) =>
            {
                var upload = await inner.StartUploadAsync(path, options, token);
                var first = open.GetOrAdd(path, upload);
                return new MutantUpload(upload)
                {
                    Write = async (content, writeToken) =>
                    {
                        await upload.WriteAsync(content, writeToken);
                        if (first != upload)
                            await first.WriteAsync(content, writeToken);
                    },
                    Prepare = prepareToken =>
                    {
                        open.TryRemove(new(path, upload));
                        return upload.PrepareAsync(prepareToken);
                    },
                    Dispose = () =>
                    {
                        open.TryRemove(new(path, upload));
                        return upload.DisposeAsync();
                    },
                };
            },
        };
    }

    private static MutantStore EmptiesWhatIsUploadedOver(MemoryObjectStore inner)
    {
        var starts = new ConcurrentDictionary<ObjectPath, int>();
        var open = new ConcurrentDictionary<ObjectPath, bool>();
        return new(inner)
        {
            Open = (path, offset, length, token) => open.ContainsKey(path) && starts[path] == 1
                ? inner.OpenReadAsync(path, offset, 0, token)
                : inner.OpenReadAsync(path, offset, length, token),
            Start = async (path, options, token) =>
            {
                var upload = await inner.StartUploadAsync(path, options, token);
                starts.AddOrUpdate(path, 1, (_, count) => count + 1);
                return new MutantUpload(upload)
                {
                    Write = async (content, writeToken) =>
                    {
                        await upload.WriteAsync(content, writeToken);
                        open[path] = true;
                    },
                    Prepare = prepareToken =>
                    {
                        open.TryRemove(path, out _);
                        return upload.PrepareAsync(prepareToken);
                    },
                };
            },
        };
    }
}
