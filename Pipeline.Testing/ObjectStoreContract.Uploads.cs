using System.Text;
using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Uploads, from their start until they are prepared.</content>
public abstract partial class ObjectStoreContract
{
    [Test]
    public async Task An_upload_is_invisible_until_it_is_committed()
    {
        await using var upload = await Store.StartUploadAsync(Target);
        Assert.That(upload.Path, Is.EqualTo(Target), "an upload knows its path");
        await upload.WriteAsync("one,"u8.ToArray());
        await ExpectNothingVisibleAsync("bytes that are written are not visible");
        await upload.WriteAsync("two"u8.ToArray());
        var pending = await upload.PrepareAsync();
        await ExpectNothingVisibleAsync("a prepared upload is not visible");
        Assert.That((pending.Path, pending.Size), Is.EqualTo((Target, 7L)), "a token knows path and size");

        await Store.CommitAsync(pending);

        await ExpectContentAsync(Target, "one,two", "a committed object can be read");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { Relative(Target) }), "a committed object is listed");
        await ExpectNothingPendingAsync("a committed upload is pending no more");
    }

    [Test]
    public async Task An_upload_without_bytes_makes_an_empty_object([Values] bool writesNothing)
    {
        await using var upload = await Store.StartUploadAsync(Target);
        if (writesNothing)
            await upload.WriteAsync(ReadOnlyMemory<byte>.Empty);

        var pending = await upload.PrepareAsync();
        await Store.CommitAsync(pending);

        Assert.That(pending.Size, Is.Zero, "the token of an empty object");
        Assert.That((await Store.HeadAsync(Target))?.Size, Is.Zero, "an empty object is there");
        await ExpectContentAsync(Target, "", "an empty object has no bytes");
    }

    [Test]
    public async Task Disposing_an_unprepared_upload_aborts_it()
    {
        await using (var upload = await Store.StartUploadAsync(Target))
            await upload.WriteAsync(new byte[10]);

        await ExpectNothingVisibleAsync("a disposed upload leaves nothing to read");
        await ExpectNothingPendingAfterAbortAsync("a disposed upload is pending no more");
    }

    [Test]
    public async Task Disposing_a_prepared_upload_leaves_it_to_its_token()
    {
        var upload = await Store.StartUploadAsync(Target);
        await upload.WriteAsync("content"u8.ToArray());
        var pending = await upload.PrepareAsync();
        Assert.That(await PendingAsync(), Is.EqualTo(new[] { Relative(Target) }), "a prepared upload is pending");

        await upload.DisposeAsync();

        Assert.That(await PendingAsync(), Is.EqualTo(new[] { Relative(Target) }), "a prepared upload that is disposed is pending");
        await Store.CommitAsync(pending);
        await ExpectContentAsync(Target, "content", "a token commits what a disposed upload has prepared");
    }

    [Test]
    public async Task Disposing_an_upload_twice_does_nothing_more()
    {
        var abandoned = await Store.StartUploadAsync(Target);
        await abandoned.DisposeAsync();
        await abandoned.DisposeAsync();
        var prepared = await Store.StartUploadAsync(Target);
        await prepared.WriteAsync("content"u8.ToArray());
        var pending = await prepared.PrepareAsync();
        await prepared.DisposeAsync();
        await Store.CommitAsync(pending);

        await prepared.DisposeAsync();

        await ExpectContentAsync(Target, "content", "an object outlives the second disposal of its upload");
    }

    [Test]
    public async Task A_prepared_upload_takes_no_more_bytes_and_is_prepared_once()
    {
        await using var upload = await Store.StartUploadAsync(Target);
        var pending = await upload.PrepareAsync();

        await RefusesAsync<InvalidOperationException>("writing after preparing", () => upload.WriteAsync(new byte[1]));
        await RefusesAsync<InvalidOperationException>("preparing twice", async () => await upload.PrepareAsync());
        await Store.AbortAsync(pending);
    }

    [Test]
    public async Task An_upload_does_not_use_memory_after_the_call_that_gave_it()
    {
        var memory = new byte[3];
        await using var upload = await Store.StartUploadAsync(Target);
        foreach (var letter in "abc"u8.ToArray())
        {
            memory.AsSpan().Fill(letter);
            await upload.WriteAsync(memory);
        }

        memory.AsSpan().Clear();
        await Store.CommitAsync(await upload.PrepareAsync());

        await ExpectContentAsync(Target, "aaabbbccc", "bytes are those of the time of the call");
    }

    [Test]
    public async Task An_upload_tells_how_many_bytes_it_keeps_in_memory()
    {
        var prepared = await Store.StartUploadAsync(Target);
        Assert.That(prepared.BufferedBytes, Is.Zero, "an upload without bytes keeps none");
        for (var written = 100_000; written <= 1_000_000; written += 100_000)
        {
            await prepared.WriteAsync(new byte[100_000]);
            Assert.That(prepared.BufferedBytes, Is.InRange(0, written), "an upload keeps at most what it was given");
        }

        var pending = await prepared.PrepareAsync();
        Assert.That(prepared.BufferedBytes, Is.Zero, "a prepared upload keeps no bytes");
        await prepared.DisposeAsync();
        await Store.AbortAsync(pending);

        var abandoned = await Store.StartUploadAsync(Target);
        await abandoned.WriteAsync(new byte[1000]);
        await abandoned.DisposeAsync();
        Assert.That(abandoned.BufferedBytes, Is.Zero, "a disposed upload keeps no bytes");
    }

    [Test]
    public async Task Many_uploads_at_once_do_not_disturb_each_other()
    {
        var paths = Enumerable.Range(0, 40).Select(i => At($"many/k={i % 5}/{i:00}")).ToArray();

        await Task.WhenAll(paths.Select(path => Task.Run(async () => await Store.CommitAsync(await PrepareAsync(path, path.Value)))));

        foreach (var path in paths)
            await ExpectContentAsync(path, path.Value, "an object has the bytes of its own upload");

        await ExpectNothingPendingAsync("committed uploads are pending no more");
    }

    [Test]
    public async Task Two_uploads_of_one_path_do_not_mix()
    {
        await using var first = await Store.StartUploadAsync(Target);
        await using var second = await Store.StartUploadAsync(Target);
        foreach (var n in Enumerable.Range(0, 3))
        {
            await first.WriteAsync(Encoding.UTF8.GetBytes($"first {n}\n"));
            await second.WriteAsync(Encoding.UTF8.GetBytes($"second {n}\n"));
        }

        await Store.CommitAsync(await first.PrepareAsync());
        await ExpectContentAsync(Target, "first 0\nfirst 1\nfirst 2\n", "an object has the bytes of the upload that was committed");
        if (!await TryUnlessDiscardedAsync(async () => await Store.CommitAsync(await second.PrepareAsync())))
            return;

        await ExpectContentAsync(Target, "second 0\nsecond 1\nsecond 2\n", "the last commit wins, with its own bytes");
    }

    [Test]
    public async Task What_was_there_stays_readable_until_the_commit()
    {
        await PutAsync(Target, "old");
        await using var upload = await Store.StartUploadAsync(Target);
        await upload.WriteAsync("new content"u8.ToArray());
        await ExpectContentAsync(Target, "old", "an upload does not touch the object at its path");
        var pending = await upload.PrepareAsync();
        await ExpectContentAsync(Target, "old", "preparing does not touch the object at its path");

        await Store.AbortAsync(pending);

        await ExpectContentAsync(Target, "old", "aborting does not touch the object at its path");
    }

    [Test]
    public async Task An_upload_outlives_a_put_and_a_delete_at_its_path([Values] bool prepared)
    {
        await using var upload = await Store.StartUploadAsync(Target);
        await upload.WriteAsync("uploaded"u8.ToArray());
        var early = prepared ? await upload.PrepareAsync() : null;
        await PutAsync(Target, "put");
        await Store.DeleteAsync(Target);
        await ExpectNothingVisibleAsync("deleting an object brings no upload to light");

        if (await TryUnlessDiscardedAsync(async () => await Store.CommitAsync(early ?? await upload.PrepareAsync())))
            await ExpectContentAsync(Target, "uploaded", "an upload is committed with its own bytes");
    }

    [Test]
    public async Task The_root_is_no_object()
    {
        await RefusesAsync<IOException>("uploading to the root", async () => await Store.StartUploadAsync(ObjectPath.Root));
        await RefusesAsync<IOException>("putting to the root", async () => await Store.PutAsync(ObjectPath.Root, default));
        Assert.That(await Store.HeadAsync(ObjectPath.Root), Is.Null, "there is no object at the root");
    }

    /// <summary>Does it; false where the store may have discarded the upload meanwhile, and has.</summary>
    private async Task<bool> TryUnlessDiscardedAsync(Func<ValueTask> call)
    {
        if (!KeepsUploadsApart)
            return await TryAsync<IOException>(call);

        await call();
        return true;
    }
}
