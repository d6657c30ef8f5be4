using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>What an object carries besides its bytes.</content>
public abstract partial class ObjectStoreContract
{
    private static readonly UploadOptions Described = new()
    {
        ContentType = "text/csv",
        Metadata = new Dictionary<string, string> { ["write-id"] = "0f9a-1", ["n2"] = "a b=c;d,\"e\" %41+<&>" },
    };

    [Test]
    public async Task Head_tells_the_metadata_of_an_upload()
    {
        await Store.CommitAsync(await PrepareDescribedAsync());

        var told = (await Store.HeadAsync(Target))?.UserMetadata;

        if (Store.Capabilities.UserMetadata)
            Assert.That(told, Is.EquivalentTo(Described.Metadata), "the metadata");
        else
            Assert.That(told, Is.Null, "a store that keeps no metadata tells none");

        await ExpectContentAsync(Target, "content", "the bytes of an object with metadata");
    }

    [Test]
    public async Task Metadata_ends_with_the_object_that_had_it()
    {
        if (!IsOffered(Store.Capabilities.UserMetadata, nameof(StoreCapabilities.UserMetadata)))
            return;

        await Store.CommitAsync(await PrepareDescribedAsync());

        await Store.CommitAsync(await PrepareAsync(Target, "new"));

        Assert.That((await Store.HeadAsync(Target))?.UserMetadata, Is.Null.Or.Empty, "the metadata of an upload without any");
    }

    [Test]
    public async Task Metadata_does_not_depend_on_who_commits()
    {
        if (!IsOffered(Store.Capabilities.UserMetadata, nameof(StoreCapabilities.UserMetadata)))
            return;

        var pending = await PrepareDescribedAsync();

        await (await ReopenAsync()).CommitAsync(pending);

        var told = (await Store.HeadAsync(Target))?.UserMetadata;
        Assert.That(told?.GetValueOrDefault("write-id"), Is.EqualTo("0f9a-1"), "metadata of an upload that another instance has committed");
    }

    private async Task<PendingObject> PrepareDescribedAsync()
    {
        await using var upload = await Store.StartUploadAsync(Target, Described);
        await upload.WriteAsync("content"u8.ToArray());
        return await upload.PrepareAsync();
    }
}
