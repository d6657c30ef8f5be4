using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Storage;

/// <summary>The decorator without faults keeps every promise of the store below it.</summary>
public sealed class FaultyObjectStoreTests : ObjectStoreContract
{
    protected override int ObjectsPerPage => 0;

    [Test]
    public async Task A_lost_answer_leaves_the_effect_and_the_first_call_alone([Values] bool afterDoing)
    {
        var failure = new IOException("lost");
        var store = ((FaultyObjectStore)Store).FailAt(StoreCall.Put, 2, failure, afterDoing);
        await PutAsync(ObjectPath.Parse("first"), "x");

        (await store.Awaiting(s => s.PutAsync(Target, default).AsTask()).Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(failure);

        (await store.HeadAsync(Target) is not null).Should().Be(afterDoing);
        (store.Count(StoreCall.Put), store.FaultsThrown).Should().Be((2, 1));
    }

    [Test]
    public async Task An_upload_whose_token_was_lost_is_aborted_by_disposing_it()
    {
        ((FaultyObjectStore)Store).FailAt(StoreCall.Prepare, 1, new IOException("lost"), afterDoing: true);

        await FluentActions.Awaiting(() => PrepareAsync(Target, "x")).Should().ThrowAsync<IOException>();

        (await PendingAsync()).Should().BeEmpty();
    }

    protected override ValueTask<IObjectStore> CreateStoreAsync() => new(new FaultyObjectStore(new MemoryObjectStore()));

    protected override ValueTask<IObjectStore> ReopenAsync() => new(Store);
}
