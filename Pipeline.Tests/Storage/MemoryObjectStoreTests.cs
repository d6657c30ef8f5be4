using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class MemoryObjectStoreTests : ObjectStoreContract
{
    [Test]
    public async Task Each_version_has_an_ETag_of_its_own()
    {
        var first = await PutAsync(Path, "same");
        var second = await PutAsync(Path, "same");

        first.ETag.Should().NotBeNull().And.NotBe(second.ETag);
        (await Store.HeadAsync(Path))!.ETag.Should().Be(second.ETag);
    }

    private protected override IObjectStore CreateStore() => new MemoryObjectStore();
}
