using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Listing objects and pending uploads.</content>
public abstract partial class ObjectStoreContract
{
    [Test]
    public async Task Objects_are_listed_in_ordinal_order()
    {
        foreach (var path in new[] { "b/x", "a/b/c", "a-b", "a/b-c", "a/B", "aa/x", "é", "a/.hidden", "_x", "a/b.c" })
            await PutAsync(At(path), path);

        Assert.That(
            await ListAsync(),
            Is.EqualTo(new[] { "_x", "a-b", "a/.hidden", "a/B", "a/b-c", "a/b.c", "a/b/c", "aa/x", "b/x", "é" }), "all objects");
        Assert.That(await ListAsync("a"), Is.EqualTo(new[] { "a/.hidden", "a/B", "a/b-c", "a/b.c", "a/b/c" }), "the objects below a prefix");
    }

    [Test]
    public async Task A_prefix_names_whole_segments()
    {
        foreach (var path in new[] { "a/b/c", "a/bc", "ab/c", "a-b" })
            await PutAsync(At(path), path);

        Assert.That(await ListAsync("a"), Is.EquivalentTo(new[] { "a/b/c", "a/bc" }), "the prefix 'a' does not name 'ab'");
        Assert.That(await ListAsync("a/b"), Is.EqualTo(new[] { "a/b/c" }), "the prefix 'a/b' does not name 'a/bc'");
        Assert.That(await ListAsync("a/b/c"), Is.Empty, "a prefix does not name the object at its own path");
        Assert.That(await ListAsync("nothing"), Is.Empty, "a prefix that names nothing lists nothing");
    }

    [Test]
    public async Task More_objects_than_fit_a_page_are_listed_once_each()
    {
        var paths = Enumerable.Range(0, ObjectsPerPage + 20).Select(n => $"many/{n:00000}").ToArray();
        await Parallel.ForEachAsync(
            paths, new ParallelOptions { MaxDegreeOfParallelism = Racers }, async (path, _) => await PutAsync(At(path), "x"));

        Assert.That(await ListAsync("many"), Is.EqualTo(paths), "every object");
    }

    [Test]
    public async Task What_stays_is_listed_while_others_come_and_go()
    {
        string[] staying = ["a/1", "b/1", "c/1", "d/1"];
        foreach (var path in staying)
            await PutAsync(At(path), "x");

        var seen = new List<string>();
        await foreach (var metadata in Store.ListAsync(Prefix))
        {
            seen.Add(Relative(metadata.Path));
            await PutAsync(At($"b/{seen.Count}x"), "x");
            await Store.DeleteAsync(At($"b/{seen.Count - 1}x"));
        }

        Assert.That(seen.Where(path => !path.EndsWith('x')), Is.EqualTo(staying), "every object that stays, once");
    }

    [Test]
    public async Task Pending_uploads_are_listed_below_a_prefix()
    {
        await PutAsync(At("a/visible"), "x");
        var prepared = await PrepareAsync(At("a/b/c 100%.csv"), "content");
        await using var open = await Store.StartUploadAsync(At("b/d"));
        await open.WriteAsync("x"u8.ToArray());
        var other = await PrepareAsync(At("ab/e"), "content");

        Assert.That(await PendingAsync("a"), Is.EqualTo(new[] { "a/b/c 100%.csv" }), "below 'a'");
        Assert.That(await PendingAsync("a/b/c 100%.csv"), Is.Empty, "a prefix does not name the upload at its own path");
        var all = await PendingAsync();
        Assert.That(all.Except(["b/d"]), Is.EquivalentTo(new[] { "a/b/c 100%.csv", "ab/e" }), "every prepared upload, and no object");
        Assert.That(await PendingAsync("nothing"), Is.Empty, "a prefix that names nothing lists nothing");

        await Store.AbortAsync(prepared);
        await Store.AbortAsync(other);
    }

    [Test]
    public async Task A_pending_upload_found_by_listing_can_be_aborted()
    {
        await PrepareAsync(Target, "content");

        await foreach (var found in Store.ListPendingAsync(Prefix))
        {
            Assert.That(found.Path, Is.EqualTo(Target), "what listing found");
            await Store.AbortAsync(found);
            await Store.AbortAsync(found);
        }

        await ExpectNothingVisibleAsync("an aborted upload is not visible");
        await ExpectNothingPendingAfterAbortAsync("an aborted upload is pending no more");
    }

    [Test]
    public async Task Listing_tells_when_a_pending_upload_started()
    {
        if (!IsOffered(TellsWhenUploadsStarted, nameof(TellsWhenUploadsStarted)))
            return;

        await PrepareAsync(At("first"), "content");
        await PrepareAsync(At("second"), "content");
        var started = new Dictionary<string, DateTimeOffset?>();
        await foreach (var pending in Store.ListPendingAsync(Prefix))
            started.Add(Relative(pending.Path), pending.StartedAt);

        Assert.That(started.Values, Has.None.Null, "the start of each pending upload");
        Assert.That(started["second"], Is.GreaterThanOrEqualTo(started["first"]!), "a later upload did not start earlier");
    }
}
