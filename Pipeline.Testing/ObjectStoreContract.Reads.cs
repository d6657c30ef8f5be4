using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Reading, looking up and deleting.</content>
public abstract partial class ObjectStoreContract
{
    [TestCase(0, null, "0123456789")]
    [TestCase(3, null, "3456789")]
    [TestCase(3, 4, "3456")]
    [TestCase(0, 0, "")]
    [TestCase(4, 0, "")]
    [TestCase(8, 100, "89")]
    [TestCase(9, 1, "9")]
    [TestCase(10, null, "")]
    [TestCase(10, 1, "")]
    [TestCase(50, 5, "")]
    public async Task A_range_is_read_as_far_as_there_are_bytes(long offset, long? length, string expected)
    {
        await PutAsync(Target, "0123456789");

        Assert.That(await ReadAsync(Target, offset, length), Is.EqualTo(expected), "a range");
    }

    [Test]
    public async Task A_range_of_an_empty_object_is_empty()
    {
        await PutAsync(Target, "");

        Assert.That(await ReadAsync(Target, 0, 5), Is.Empty, "a range at the start");
        Assert.That(await ReadAsync(Target, 5), Is.Empty, "a range behind the end");
    }

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        await PutAsync(Target, "x");

        foreach (var path in new[] { At("data/part=1/other.csv"), At("data/part=1"), At("nothing/at/all") })
        {
            Assert.That(await Store.HeadAsync(path), Is.Null, $"'{path}' is not there");
            await RefusesNamingAsync<FileNotFoundException>("reading what is not there", path, async () => await Store.OpenReadAsync(path));
        }
    }

    [Test]
    public async Task A_pending_upload_cannot_be_read()
    {
        await PrepareAsync(Target, "x");

        Assert.That(await Store.HeadAsync(Target), Is.Null, "a pending upload is no object");
        await RefusesNamingAsync<FileNotFoundException>("reading a pending upload", Target, async () => await Store.OpenReadAsync(Target));
    }

    [Test]
    public async Task Every_answer_about_an_object_is_the_same()
    {
        var put = await PutAsync(At("put"), "content");
        var committed = await Store.CommitAsync(await PrepareAsync(At("uploaded"), "more content"));

        Assert.That((put.Size, committed.Size), Is.EqualTo((7L, 12L)), "the sizes");
        Assert.That(await Store.HeadAsync(At("put")), Is.EqualTo(put), "head tells what the put told");
        Assert.That(await Store.HeadAsync(At("uploaded")), Is.EqualTo(committed), "head tells what the commit told");
        var listed = new List<ObjectMetadata>();
        await foreach (var metadata in Store.ListAsync(Prefix))
            listed.Add(metadata);

        Assert.That(listed, Is.EqualTo(new[] { put, committed }), "listing tells what put and commit told");
    }

    [Test]
    public async Task An_ETag_changes_with_the_content()
    {
        var first = await PutAsync(Target, "first");
        var second = await PutAsync(Target, "other");

        if (Store.Capabilities.ConditionalReplace)
            Assert.That(new[] { first.ETag, second.ETag }, Has.None.Null, "a store that replaces by ETag has ETags");

        if (first.ETag is not null)
            Assert.That(second.ETag, Is.Not.EqualTo(first.ETag), "another content has another ETag");
    }

    [Test]
    public async Task Head_and_listing_tell_when_an_object_changed()
    {
        await PutAsync(Target, "first");
        var first = (await Store.HeadAsync(Target))?.LastModified;
        await PutAsync(Target, "second");
        var second = (await Store.HeadAsync(Target))?.LastModified;

        Assert.That(first, Is.Not.Null, "head tells when an object changed");
        Assert.That(second, Is.GreaterThanOrEqualTo(first!), "a later change is not earlier");
        await foreach (var listed in Store.ListAsync(Prefix))
            Assert.That(listed.LastModified, Is.Not.Null, "listing tells when an object changed");
    }

    [Test]
    public async Task A_deleted_object_is_gone_and_deleting_it_again_does_nothing()
    {
        await PutAsync(Target, "x");
        await PutAsync(At("data/part=1/other.csv"), "kept");

        await Store.DeleteAsync(Target);
        await Store.DeleteAsync(Target);

        Assert.That(await Store.HeadAsync(Target), Is.Null, "a deleted object is gone");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { "data/part=1/other.csv" }), "a delete removes one object");
    }

    [Test]
    public async Task Another_instance_sees_what_this_one_wrote()
    {
        await PutAsync(Target, "content");
        var other = await ReopenAsync();

        using var reader = new StreamReader(await other.OpenReadAsync(Target));
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("content"), "another instance reads the object");
        Assert.That(await other.HeadAsync(Target), Is.EqualTo(await Store.HeadAsync(Target)), "another instance tells the same of it");
    }

    [Test]
    public void A_store_says_where_it_keeps_its_objects() => Assert.That(Store.Description, Is.Not.Empty, "the description");
}
