using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DataflowWrite.Azure.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Azure;

/// <summary>Uploads that share a path, with each other and with other tools.</summary>
public sealed class BlobPathTests : AzureFixture
{
    [Test]
    public async Task An_upload_whose_path_was_committed_by_another_one_says_that_its_blocks_are_gone()
    {
        var store = Store();
        var first = await PrepareAsync(store, Target, "first");
        var second = await PrepareAsync(store, Target, "second");
        await store.CommitAsync(first);

        await store.Awaiting(s => s.CommitAsync(second, PutCondition.IfAbsent).AsTask()).Should().ThrowAsync<PreconditionFailedException>();
        await store.Awaiting(s => s.CommitAsync(second).AsTask()).Should().ThrowAsync<FileNotFoundException>().WithMessage("*file.csv*blocks are gone*");

        (await ReadAsync(store, Target)).Should().Be("first");
        (await store.CommitAsync(first)).ETag.Should().Be((await store.HeadAsync(Target))!.ETag);
    }

    [Test]
    public async Task An_empty_upload_is_committed_once_only()
    {
        var store = Store();
        var empty = await PrepareAsync(store, Target, "");
        var first = await store.CommitAsync(empty);
        (await store.CommitAsync(empty)).Should().Be(first);

        await store.DeleteAsync(Target);
        await store.Awaiting(s => s.CommitAsync(empty).AsTask()).Should().ThrowAsync<FileNotFoundException>();
        (await store.HeadAsync(Target)).Should().BeNull();

        await store.PutAsync(Target, "other"u8.ToArray());
        await store.Awaiting(s => s.CommitAsync(empty).AsTask()).Should().ThrowAsync<FileNotFoundException>();
        (await ReadAsync(store, Target)).Should().Be("other");
    }

    [Test]
    public async Task Uploads_found_by_listing_are_told_apart_and_can_be_aborted_only()
    {
        var store = Store();
        var one = await PrepareAsync(store, Target, "12345");
        var two = await PrepareAsync(store, Target, "123");

        var found = await PendingAsync(store);

        found.Select(pending => pending.Size).Should().BeEquivalentTo([5L, 3L]);
        found.Select(pending => pending.State["upload"]).Should().BeEquivalentTo([one.State["upload"], two.State["upload"]]);
        await store.Awaiting(s => s.CommitAsync(found[0]).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*file.csv*aborted only*");
        await store.AbortAsync(found[0]);
    }

    [Test]
    public async Task Blocks_of_other_tools_and_empty_blobs_are_no_pending_uploads()
    {
        var store = Store();
        using var content = new MemoryStream(new byte[5]);
        await Container.GetBlockBlobClient("theirs").StageBlockAsync(Convert.ToBase64String(new byte[24]), content);
        await store.PutAsync(ObjectPath.Parse("empty"), default);
        await store.CommitAsync(await PrepareAsync(store, ObjectPath.Parse("empty-upload"), ""));

        (await PendingAsync(store)).Should().BeEmpty();
        (await ListAsync(store)).Should().Equal("empty", "empty-upload");
    }

    [Test]
    public async Task Blocks_of_other_tools_with_ids_of_another_length_are_named_as_the_cause()
    {
        using var content = new MemoryStream(new byte[5]);
        await Container.GetBlockBlobClient(Target.Value).StageBlockAsync("QUFB", content);

        await this.Awaiting(_ => PrepareAsync(Store(), Target, "x")).Should().ThrowAsync<IOException>().WithMessage("*file.csv*another tool*");
    }

    [Test]
    public async Task Deleting_what_is_not_visible_leaves_an_upload_alone()
    {
        var store = Store();
        var pending = await PrepareAsync(store, Target, "content");

        await store.DeleteAsync(Target);

        await store.CommitAsync(pending);
        (await ReadAsync(store, Target)).Should().Be("content");
    }

    [Test]
    public async Task Directories_of_a_hierarchical_namespace_and_names_that_are_no_paths_are_passed_over()
    {
        var store = Store();
        await Container.GetBlobClient("dir").UploadAsync(
            BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["hdi_isfolder"] = "true" } });
        await Container.GetBlobClient("a//b").UploadAsync(BinaryData.Empty);
        await store.PutAsync(ObjectPath.Parse("dir/file"), default);

        (await ListAsync(store)).Should().Equal("dir/file");
        (await store.HeadAsync(ObjectPath.Parse("dir"))).Should().BeNull();
    }

    [Test]
    public async Task A_blob_with_snapshots_is_deleted_with_them()
    {
        var store = Store();
        await store.PutAsync(Target, default);
        await Container.GetBlobClient(Target.Value).CreateSnapshotAsync();

        await store.DeleteAsync(Target);

        (await store.HeadAsync(Target)).Should().BeNull();
    }

    [Test]
    public async Task A_commit_without_a_condition_follows_a_blob_that_keeps_changing()
    {
        await Store().PutAsync(Target, "old"u8.ToArray());
        var changes = 0;
        var network = new FaultyNetwork { Hold = request => request.Kind == RequestKind.Commit && changes < 3 ? ChangeAsync() : Task.CompletedTask };
        var store = Store(network);
        var pending = await PrepareAsync(store, Target, "new");

        var metadata = await store.CommitAsync(pending);

        metadata.Should().Be(await store.HeadAsync(Target));
        (await ReadAsync(store, Target)).Should().Be("new");
        network.Sent.Count(request => request.Kind == RequestKind.Commit).Should().Be(4);

        // Another ETag, and the blocks stay.
        async Task ChangeAsync()
            => await Container.GetBlobClient(Target.Value).SetHttpHeadersAsync(new BlobHttpHeaders { ContentType = $"text/x-{++changes}" });
    }

    [Test]
    public void Block_ids_have_one_length_and_tell_their_upload()
    {
        var mark = BlockIds.NewMark();

        BlockIds.IsMark(mark).Should().BeTrue();
        BlockIds.Make(mark, 0).Should().HaveLength(BlockIds.Make(mark, 49_999).Length);
        BlockIds.MarkOf(BlockIds.Make(mark, 123)).Should().Be(mark);
        Enumerable.Range(0, 1000).Select(n => BlockIds.Make(mark, n)).Should().OnlyHaveUniqueItems();
        BlockIds.MarkOf("QUFB").Should().BeNull();
        BlockIds.MarkOf("not base 64").Should().BeNull();
        BlockIds.MarkOf(Convert.ToBase64String(new byte[24])).Should().BeNull();
    }

    private static async Task<List<PendingObject>> PendingAsync(IObjectStore store)
    {
        var found = new List<PendingObject>();
        await foreach (var pending in store.ListPendingAsync(ObjectPath.Root))
            found.Add(pending);

        return found;
    }
}
