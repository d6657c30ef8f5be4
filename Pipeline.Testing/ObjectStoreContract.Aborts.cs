using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>What aborting leaves.</content>
public abstract partial class ObjectStoreContract
{
    [Test]
    public async Task An_aborted_token_leaves_nothing_and_aborting_again_does_nothing()
    {
        var pending = await PrepareAsync(Target, "content");

        await Store.AbortAsync(pending);
        await Store.AbortAsync(pending);

        await ExpectNothingVisibleAsync("an aborted upload is not visible");
        await ExpectNothingPendingAfterAbortAsync("an aborted upload is pending no more");
    }

    [Test]
    public async Task An_aborted_token_cannot_be_committed()
    {
        if (!IsOffered(Store.Capabilities.AbortIsFinal, nameof(StoreCapabilities.AbortIsFinal)))
            return;

        var pending = await PrepareAsync(Target, "content");
        await Store.AbortAsync(pending);

        await RefusesNamingAsync<IOException>("committing an aborted token", Target, async () => await Store.CommitAsync(pending));

        await ExpectNothingVisibleAsync("an aborted upload is not visible");
    }

    [Test]
    public async Task Aborting_a_committed_token_keeps_the_object()
    {
        var pending = await PrepareAsync(Target, "content");
        await Store.CommitAsync(pending);

        await Store.AbortAsync(pending);

        await ExpectContentAsync(Target, "content", "an object outlives the abort of its token");
    }

    [Test]
    public async Task Aborting_one_upload_leaves_the_others_of_its_path()
    {
        var aborted = await PrepareAsync(Target, "aborted");
        var kept = await PrepareAsync(Target, "kept");

        await Store.AbortAsync(aborted);

        await Store.CommitAsync(kept);
        await ExpectContentAsync(Target, "kept", "an upload outlives the abort of another one");
    }

    [Test]
    public async Task Another_instance_aborts_what_this_one_prepared()
    {
        var pending = await PrepareAsync(Target, "content");

        await (await ReopenAsync()).AbortAsync(pending);

        await ExpectNothingVisibleAsync("what another instance has aborted is not visible");
        await ExpectNothingPendingAfterAbortAsync("what another instance has aborted is pending no more");
    }

    [Test]
    public async Task An_upload_that_another_instance_finds_and_aborts_never_appears([Values] bool prepared)
    {
        if (!IsOffered(Store.Capabilities.AbortIsFinal, nameof(StoreCapabilities.AbortIsFinal)))
            return;

        if (!prepared && !IsOffered(ListsUnpreparedUploads, nameof(ListsUnpreparedUploads)))
            return;

        await using var upload = await Store.StartUploadAsync(Target);
        await upload.WriteAsync("content"u8.ToArray());
        var early = prepared ? await upload.PrepareAsync() : null;
        var other = await ReopenAsync();
        await foreach (var found in other.ListPendingAsync(Prefix))
            await other.AbortAsync(found);

        await RefusesNamingAsync<IOException>(
            "going on with an aborted upload", Target, async () => await Store.CommitAsync(early ?? await upload.PrepareAsync()));

        await ExpectNothingVisibleAsync("an aborted upload is not visible");
    }
}
